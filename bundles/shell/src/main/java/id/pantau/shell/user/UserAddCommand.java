package id.pantau.shell.user;

import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.service.AuditTrail;
import id.pantau.service.Users;
import id.pantau.shell.PasswordCommand;
import id.pantau.shell.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** A new member of staff. */
@Service
@Command(
        scope = "user",
        name = "add",
        description = "Adds a user of the operator pages and, with a public key, of the console; options come before"
                + " the name")
public final class UserAddCommand extends PasswordCommand {

    @Argument(index = 0, name = "name", description = "1 to 64 of a-z, 0-9, '.', '_' and '-'", required = true)
    private String name = "";

    @Argument(index = 1, name = "role", description = "viewer, operator or admin", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"viewer", "operator", "admin"})
    private String role = "";

    @Option(
            name = "--ssh-key",
            description = "A file on the server with an OpenSSH public key (ssh-rsa or ecdsa-sha2-nistp521) that opens"
                    + " the console",
            valueToShowInHelp = "")
    private String keyFile = "";

    @Override
    protected void run(Services services) throws Exception {
        User user = new User(
                name,
                Role.of(role)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + role + "' is no role; there are viewer, operator and admin")));
        ConsoleKeys keys = ConsoleKeys.of(services);
        if (keys.names().contains(name)) {
            throw new IllegalStateException("the console has a key for '" + name + "' already");
        }
        Optional<PublicKeyText> key =
                keyFile.isEmpty() ? Optional.empty() : Optional.of(PublicKeyText.read(Path.of(keyFile)));
        services.get(Users.class)
                .add(
                        user,
                        password("Password of " + name + ", at least " + Users.MINIMUM_PASSWORD + " characters", true),
                        who());
        if (key.isPresent()) {
            open(services, keys, user, key.get());
        }
        print(name + " added as " + role + (key.isPresent() ? ", on the console too" : ""));
    }

    private void open(Services services, ConsoleKeys keys, User user, PublicKeyText key) throws IOException {
        try {
            keys.put(user, key);
        } catch (IOException e) {
            throw new IOException(name + " was added, but without the console: " + e.getMessage(), e);
        }
        services.get(AuditTrail.class).record(who(), "user:add", name, "public key for the console");
    }
}
