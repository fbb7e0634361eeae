package id.pantau.vendor.push.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.service.AuditTrail;
import id.pantau.vendor.push.OpenPush;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.action.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Keys of streams on the console")
class KeyCommandsTest {
    @TempDir
    Path state;

    private final List<String> rows = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean broken;
    private OpenPush open;

    private final AuditTrail audit = new AuditTrail() {
        @Override
        public void record(Actor who, String action, String subject, String why) {
            if (broken) {
                throw new IllegalStateException("the database is away");
            }
            rows.add(String.join("|", who.name(), action, subject, why));
        }

        @Override
        public List<AuditEntry> newest(int limit) {
            throw new UnsupportedOperationException();
        }
    };

    @BeforeEach
    void start() throws IOException {
        open = OpenPush.at(state);
    }

    @AfterEach
    void stop() {
        open.close();
    }

    private String key(String name) throws Exception {
        KeyCommand command = new KeyCommand();
        command.name = name;
        command.push = open.push();
        command.audit = audit;
        return output(command);
    }

    private String revoke(String name) throws Exception {
        RevokeCommand command = new RevokeCommand();
        command.name = name;
        command.push = open.push();
        command.audit = audit;
        return output(command);
    }

    @SuppressWarnings("removal") // as Karaf does it
    private String output(Action command) throws Exception {
        printed.reset();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Subject sari = new Subject(true, Set.of(new UserPrincipal("sari")), Set.of(), Set.of());
            Subject.doAs(sari, (PrivilegedExceptionAction<Object>) command::execute);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    @DisplayName("leave in the audit trail who made, replaced and revoked them, and nothing of the key")
    void leaveRows() throws Exception {
        String first = key("gate-07");
        String second = key("gate-07");
        revoke("gate-07");
        assertEquals(
                List.of(
                        "console:sari|push:key|gate-07|",
                        "console:sari|push:key|gate-07|earlier key revoked",
                        "console:sari|push:revoke|gate-07|"),
                rows);
        assertFalse(rows.toString().contains(first) || rows.toString().contains(second));
    }

    @Test
    @DisplayName("leave no row where nothing was done, and hand out no key that left no row")
    void leaveNoRow() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> revoke("gate-07"));
        assertThrows(IllegalArgumentException.class, () -> key("No Name"));
        assertEquals(List.of(), rows);
        broken = true;
        assertThrows(IllegalStateException.class, () -> key("gate-07"));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }
}
