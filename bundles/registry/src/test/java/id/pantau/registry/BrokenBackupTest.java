package id.pantau.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.AuditEntry;
import id.pantau.model.Role;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.User;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("A broken backup")
class BrokenBackupTest {
    @Parameter
    DatabaseKind kind;

    @TempDir
    Path state;

    private DataSource source;
    private Path file;
    private String good;
    private List<AuditEntry> before;

    @BeforeEach
    void backup() throws Exception {
        source = kind.empty(state);
        Registry registry = new Registry(source, state).furnished();
        String camera = registry.addCamera("GATE-07").id();
        registry.views.approve(camera, Pictures.of(Instant.EPOCH, 1, 2, 3), Registry.SARI, "");
        registry.history.record(List.of(new StatusChange(camera, Instant.EPOCH, Status.LIVE, Optional.empty(), "")));
        registry.users.add(new User("sari", Role.ADMIN), "correct horse", Registry.SARI);
        Path zip = state.resolve("pantau.zip");
        new ZipBackup(registry.database, state, "0").write(zip, Registry.SARI);
        good = new String(Zips.read(zip).get("registry.jsonl"), StandardCharsets.UTF_8);
        file = Files.createDirectories(state.resolve("restore")).resolve("registry.jsonl");
        before = registry.audit.newest(100);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "cut off                 | (?s)\\{\"rows\".*                 |                       ",
                "a row is missing        | \\{\"table\":\"audit\"[^\\n]*\\n   |                       ",
                "not JSON                | \\{\"table\":\"users\"             | {\"table\":           ",
                "unknown table           | \"table\":\"users\"               | \"table\":\"pg_user\"  ",
                "unknown column          | \"title\":                        | \"titel\":             ",
                "wrong type              | \"latitude\":[0-9.]+              | \"latitude\":\"x\"     ",
                "a scene of no meaning   | \"scene\":\"STREET\"              | \"scene\":\"HEAVEN\"   ",
                "a partner of nobody     | \"partner\":\"bank-anu\"          | \"partner\":\"x\"      ",
                "another schema          | \"schema\":\"3\"                  | \"schema\":\"999\"     ",
                "another format          | pantau-registry                  | something              ",
                "a picture of no bytes   | \"reference\":\"[^\"]+\"         | \"reference\":\"?\"    ",
                "a status of no meaning  | \"status\":\"LIVE\"             | \"status\":\"DREAMING\" ",
                "another key's logins    | \"login\":\"A......             | \"login\":\"AAAAAAA    "
            })
    @DisplayName("keeps the registry from starting and changes nothing")
    void broken(String how, String pattern, String replacement) throws Exception {
        String bad = good.replaceFirst(pattern, replacement == null ? "" : replacement);
        assertNotEquals(good, bad, "the test breaks the file");
        Files.writeString(file, bad);

        RegistryRefusedException refused =
                assertThrows(RegistryRefusedException.class, () -> Database.open(source, state));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(Files.exists(file));

        Files.delete(file);
        Registry unchanged = new Registry(source, state);
        assertEquals(before, unchanged.audit.newest(100));
        assertEquals(1, unchanged.cameras.all().size());
    }
}
