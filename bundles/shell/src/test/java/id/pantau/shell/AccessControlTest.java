package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.service.guard.tools.ACLConfigurationParser;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The access control files")
class AccessControlTest {
    private static final Path ETC = Path.of("src", "main", "etc");
    private static final String PREFIX = "org.apache.karaf.command.acl.";
    private static final Set<String> KARAFS_OWN = Set.of("shell", "star");

    @Test
    void nameEveryCommandAndOnlyCommands() throws Exception {
        TreeSet<String> commands = Console.commandClasses().stream()
                .map(type -> type.getAnnotation(Command.class))
                .map(command -> command.scope() + ":" + command.name())
                .collect(Collectors.toCollection(TreeSet::new));
        // these bring commands of their own
        commands.add("alert:list");
        commands.add("alert:test");
        commands.add("push:key");
        commands.add("push:list");
        commands.add("push:revoke");
        commands.add("route:list");
        commands.add("simulator:fault");
        commands.add("simulator:list");
        TreeSet<String> lines = new TreeSet<>();
        ours().forEach((scope, acl) -> acl.stringPropertyNames().stream()
                .filter(name -> !name.equals("*"))
                .forEach(name -> lines.add(scope + ":" + name)));
        assertEquals(commands, lines);
    }

    @Test
    void leaveWhatTheyDoNotNameToAdmins() throws Exception {
        for (String scope : ours().keySet()) {
            assertEquals(List.of("admin"), roles(scope, "something-new"), scope);
        }
    }

    @Test
    void letAViewerLookAnOperatorDecideAndAnAdminDoAll() throws Exception {
        for (String scope : ours().keySet()) {
            for (String name : acls().get(scope).stringPropertyNames()) {
                assertTrue(roles(scope, name).contains("admin"), scope + ":" + name);
            }
        }
        assertEquals(List.of("viewer", "operator", "admin"), roles("camera", "list"));
        assertEquals(List.of("operator", "admin"), roles("onboarding", "approve"));
        assertEquals(List.of("operator", "admin"), roles("public", "publish"));
        assertEquals(List.of("admin"), roles("user", "add"));
        assertEquals(List.of("admin"), roles("simulator", "fault"));
        List<String> viewers = new ArrayList<>();
        for (String scope : ours().keySet()) {
            for (String name : acls().get(scope).stringPropertyNames()) {
                if (roles(scope, name).contains("viewer")) {
                    viewers.add(name);
                }
            }
        }
        assertTrue(
                List.of("list", "info", "explain", "history", "uptime", "watch", "show")
                        .containsAll(viewers),
                viewers.toString());
    }

    @Test
    void leaveTheShellsOwnToolsToAdmins() throws Exception {
        for (String tool :
                List.of("cat", "grep", "less", "exec", "new", "addCommand", "eval", ".invoke", ".redirect")) {
            assertEquals(List.of("admin"), roles("shell", tool), tool);
        }
    }

    private static Map<String, Properties> ours() throws IOException {
        Map<String, Properties> acls = acls();
        acls.keySet().removeAll(KARAFS_OWN);
        return acls;
    }

    private static List<String> roles(String scope, String name) throws IOException {
        Dictionary<String, Object> config = new Hashtable<>();
        config.put("service.pid", PREFIX + scope);
        Properties acl = acls().get(scope);
        acl.stringPropertyNames().forEach(key -> config.put(key, acl.getProperty(key)));
        List<String> roles = new ArrayList<>();
        ACLConfigurationParser.getRolesForInvocation(name, null, null, config, roles);
        return roles;
    }

    private static Map<String, Properties> acls() throws IOException {
        Map<String, Properties> acls = new TreeMap<>();
        try (Stream<Path> files = Files.list(ETC)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                String name = file.getFileName().toString();
                Properties acl = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    acl.load(reader);
                }
                acls.put(name.substring(PREFIX.length(), name.length() - ".cfg".length()), acl);
            }
        }
        return acls;
    }
}
