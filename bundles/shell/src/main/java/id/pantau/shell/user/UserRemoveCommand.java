package id.pantau.shell.user;

import id.pantau.service.Users;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A member of staff who leaves. */
@Service
@Command(
        scope = "user",
        name = "remove",
        description = "Removes a user with the key for the console; console sessions that are open stay open")
public final class UserRemoveCommand extends PantauCommand {

    @Argument(name = "name", description = "The user's name", required = true)
    @Completion(UserCompleter.class)
    private String name = "";

    @Override
    protected void run(Services services) throws Exception {
        Users users = services.get(Users.class);
        if (users.all().stream().noneMatch(user -> user.name().equals(name))) {
            throw new NoSuchElementException("there is no user '" + name + "'");
        }
        ConsoleKeys.of(services).remove(name);
        users.remove(name, who());
        print(name + " removed");
    }
}
