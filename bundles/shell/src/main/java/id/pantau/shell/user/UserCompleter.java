package id.pantau.shell.user;

import id.pantau.model.User;
import id.pantau.service.Users;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes users' names. */
@Service
public final class UserCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Users.class)
                .map(users -> users.all().stream()
                        .collect(Collectors.toMap(User::name, u -> u.role().code())))
                .orElse(Map.of());
    }
}
