package id.pantau.shell.user;

import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.shell.OwnerFile;
import id.pantau.shell.Services;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.utils.properties.Properties;

/**
 * Karaf's {@code etc/keys.properties}: who may log in to the console with which public key. Karaf reads it at each
 * login. A user's line is {@code NAME=KEY,_g_:GROUP}, and the line of a group names its roles.
 */
final class ConsoleKeys {
    private static final String GROUP = "_g_:";
    private static final Object LOCK = new Object();

    private final Path file;

    ConsoleKeys(Path file) {
        this.file = file;
    }

    static ConsoleKeys of(Services services) {
        String etc = services.property("karaf.etc")
                .orElseThrow(() -> new IllegalStateException("karaf.etc is not set: there is no console to open"));
        return new ConsoleKeys(Path.of(etc, "keys.properties"));
    }

    /** Everybody who has a key. */
    Set<String> names() throws IOException {
        synchronized (LOCK) {
            return load().keySet().stream()
                    .filter(name -> !name.startsWith(GROUP))
                    .collect(Collectors.toSet());
        }
    }

    void put(User user, PublicKeyText key) throws IOException {
        synchronized (LOCK) {
            Properties keys = load();
            String group = GROUP + user.role().code() + "group";
            keys.put(user.name(), key.base64() + "," + group);
            keys.computeIfAbsent(group, g -> "group," + roles(user.role()));
            save(keys);
        }
    }

    void remove(String name) throws IOException {
        synchronized (LOCK) {
            Properties keys = load();
            if (keys.containsKey(name)) {
                keys.remove(name);
                save(keys);
            }
        }
    }

    /** With the roles that it includes, because Karaf knows no order among them; {@code ssh} opens the console at all. */
    private static String roles(Role role) {
        return switch (role) {
            case VIEWER -> "viewer,ssh";
            case OPERATOR -> "operator,viewer,ssh";
            case ADMIN -> "admin,operator,manager,viewer,systembundles,ssh";
        };
    }

    private Properties load() throws IOException {
        Properties keys = new Properties(false);
        try {
            keys.load(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            return keys;
        }
        return keys;
    }

    private void save(Properties keys) throws IOException {
        StringWriter text = new StringWriter();
        keys.save(text);
        OwnerFile.write(file, StandardCharsets.ISO_8859_1.encode(text.toString()));
    }
}
