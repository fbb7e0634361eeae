package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.AuditTrail;
import id.pantau.shell.Console.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The secret commands")
class SecretCommandsTest {
    private final Fake<AuditTrail> audit = new Fake<>(AuditTrail.class).on("record", (Object) null);
    private final Console console = new Console().with(audit);

    @TempDir
    Path state;

    @BeforeEach
    void folder() {
        console.with(
                "org.apache.felix.configadmin.plugin.interpolation.secretsdir",
                state.resolve("secrets").toString());
    }

    @Test
    void whatIsSetIsReadableByItsOwnerAloneAndPrintedByNoCommand() throws Exception {
        Outcome set = console.typing("correct horse", "correct horse").run("secret:set", "registry");
        assertFalse(set.failed(), set.failure());
        Path file = state.resolve("secrets/registry");
        assertEquals("correct horse", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Outcome list = console.run("secret:list", "--json");
        assertTrue(list.output().contains("\"registry\""), list.output());
        assertFalse((set.output() + list.output() + audit.calls()).contains("horse"));
    }

    @Test
    void aNameThatWouldLeaveTheFolderIsRefused() throws Exception {
        Outcome outcome = console.typing("x", "x").run("secret:set", "../keys/console");
        assertTrue(outcome.failed());
        assertTrue(outcome.failure().contains("'../keys/console' is no name for a secret"), outcome.failure());
        assertFalse(Files.exists(state.resolve("keys/console")));
    }

    @Test
    void whatIsRemovedIsGoneAndRemovingItAgainSaysSo() throws Exception {
        console.typing("value", "value").run("secret:set", "registry");
        assertFalse(console.run("secret:remove", "registry").failed());
        assertFalse(Files.exists(state.resolve("secrets/registry")));
        Outcome again = console.run("secret:remove", "registry");
        assertTrue(again.failure().contains("there is no secret 'registry'"), again.failure());
    }
}
