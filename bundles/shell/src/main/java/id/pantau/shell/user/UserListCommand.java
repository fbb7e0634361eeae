package id.pantau.shell.user;

import id.pantau.model.User;
import id.pantau.service.Users;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The staff. */
@Service
@Command(scope = "user", name = "list", description = "Lists the users, and who of them may use the console")
public final class UserListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) throws Exception {
        Set<String> console = ConsoleKeys.of(services).names();
        return new Listing<>(services.get(Users.class).all())
                .column("name", User::name)
                .column("role", u -> u.role().code())
                .column("console", u -> console.contains(u.name()));
    }
}
