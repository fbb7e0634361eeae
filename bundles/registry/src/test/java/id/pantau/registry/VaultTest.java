package id.pantau.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Role;
import id.pantau.model.RowState;
import id.pantau.model.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Camera logins")
class VaultTest {
    private static final Credentials SECRET = new Credentials("technician", "Zx9 q&Ü+mm4/Wq7");

    @TempDir
    Path state;

    private DataSource source;
    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        source = DatabaseKind.h2(state);
        registry = new Registry(source, state).furnished();
    }

    private Path key() {
        return state.resolve("keys").resolve("registry.json");
    }

    @Test
    @DisplayName("are in no file below the state folder, nor in a backup, in any spelling")
    void nowhereInClear() throws Exception {
        Camera camera = registry.cameras.add(Registry.camera("A"), SECRET, Registry.SARI, "");
        registry.cameras.changeLogin(camera.id(), SECRET, Registry.SARI, "");
        String row = registry.submissions
                .accept("bank-anu", "s", "hash", List.of(Registry.row(1, "B", SECRET)), Registry.BANK)
                .rows()
                .get(0)
                .id();
        registry.submissions.advance(
                row, RowState.RECEIVED, RowState.WAITING_APPROVAL, Optional.empty(), Registry.SYSTEM, "");
        registry.submissions.register(row, Registry.camera("B"), Optional.empty(), Registry.SARI, "");
        registry.users.add(new User("sari", Role.ADMIN), SECRET.password(), Registry.SARI);
        Path zip = state.resolve("backup.zip");
        new ZipBackup(registry.database, Files.createDirectory(state.resolve("etc")), "0").write(zip, Registry.SARI);
        Path unpacked = Files.createDirectory(state.resolve("unpacked"));
        for (Map.Entry<String, byte[]> entry : Zips.read(zip).entrySet()) {
            Files.write(unpacked.resolve(entry.getKey().replace('/', '_')), entry.getValue());
        }
        String written = latin1(state.resolve("registry").resolve("pantau.mv.db"));
        assertTrue(written.contains("Camera A"), "the search sees what is in the database's file");
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = latin1(file);
                for (String spelling : spellings(SECRET.password())) {
                    assertFalse(content.contains(spelling), file + " holds the password");
                }
            }
        }
    }

    private static String latin1(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> spellings(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        utf8,
                        secret.getBytes(StandardCharsets.ISO_8859_1),
                        secret.getBytes(StandardCharsets.UTF_16LE),
                        secret.getBytes(StandardCharsets.UTF_16BE),
                        Base64.getEncoder().withoutPadding().encode(utf8),
                        Base64.getEncoder()
                                .withoutPadding()
                                .encode((SECRET.user() + ":" + secret).getBytes(StandardCharsets.UTF_8)),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    @DisplayName("are encrypted with a key that only its owner can read")
    void modes() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key().getParent())));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("registry"))));
    }

    @Test
    @DisplayName("cannot be read in another camera's row")
    void swapped() {
        Camera first = registry.addCamera("A");
        Camera second = registry.cameras.add(Registry.camera("B"), SECRET, Registry.SARI, "");
        registry.database
                .transactions()
                .change(c -> Sql.update(
                        c,
                        "update cameras set login = (select login from cameras where id = ?) where id = ?",
                        first.id(),
                        second.id()));
        assertThrows(IllegalStateException.class, () -> registry.cameras.credentials(second.id()));
        assertEquals(Registry.LOGIN, registry.cameras.credentials(first.id()));
    }

    @Test
    @DisplayName("keep the registry from starting when their key is missing, and no other key is made")
    void keyMissing() throws IOException {
        registry.addCamera("A");
        Files.delete(key());
        RegistryRefusedException refused =
                assertThrows(RegistryRefusedException.class, () -> Database.open(source, state));
        assertTrue(refused.getMessage().contains(key().toString()), refused.getMessage());
        assertFalse(Files.exists(key()));
    }

    @Test
    @DisplayName("keep the registry from starting with another key")
    void keyReplaced() throws Exception {
        registry.addCamera("A");
        Files.delete(key());
        Path other = Files.createDirectory(state.resolve("other"));
        new Registry(DatabaseKind.h2(other), other);
        Files.copy(other.resolve("keys").resolve("registry.json"), key());
        assertThrows(RegistryRefusedException.class, () -> Database.open(source, state));
    }

    @Test
    @DisplayName("need no old key where there are none yet")
    void keyNotNeededYet() throws Exception {
        Files.delete(key());
        assertEquals(
                Registry.LOGIN,
                new Registry(source, state)
                        .cameras.credentials(
                                new Registry(source, state).addCamera("A").id()));
    }

    @Test
    @DisplayName("keep the registry from starting when their key's file is broken, and it is left alone")
    void keyBroken() throws Exception {
        Files.writeString(key(), "{}");
        assertThrows(RegistryRefusedException.class, () -> Database.open(source, state));
        assertEquals("{}", Files.readString(key()));
    }
}
