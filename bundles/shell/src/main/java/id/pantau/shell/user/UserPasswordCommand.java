package id.pantau.shell.user;

import id.pantau.service.Users;
import id.pantau.shell.PasswordCommand;
import id.pantau.shell.Services;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another password for a member of staff. */
@Service
@Command(scope = "user", name = "password", description = "Sets a user's password and ends the user's open logins")
public final class UserPasswordCommand extends PasswordCommand {

    @Argument(name = "name", description = "The user's name", required = true)
    @Completion(UserCompleter.class)
    private String name = "";

    @Override
    protected void run(Services services) throws Exception {
        Users users = services.get(Users.class);
        if (users.all().stream().noneMatch(user -> user.name().equals(name))) {
            throw new NoSuchElementException("there is no user '" + name + "'");
        }
        String password =
                password("New password of " + name + ", at least " + Users.MINIMUM_PASSWORD + " characters", true);
        users.changePassword(name, password, who());
        print(name + " has another password");
    }
}
