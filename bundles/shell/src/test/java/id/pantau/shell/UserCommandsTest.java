package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.service.AuditTrail;
import id.pantau.service.Users;
import id.pantau.shell.Console.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.apache.karaf.jaas.modules.publickey.PublickeyLoginModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The user commands")
class UserCommandsTest {
    private static final String LAUNCHER = "# the launcher's own key\npantau = AAAA,_g_:admingroup\n"
            + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n";

    private final List<User> users = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();
    private final Fake<AuditTrail> audit = new Fake<>(AuditTrail.class).on("record", (Object) null);
    private final Console console = new Console()
            .with(audit)
            .with(new Fake<>(Users.class)
                    .on("all", users)
                    .on("add", (Fake.Answer) a -> {
                        passwords.add((String) a[1]);
                        return users.add((User) a[0]) ? null : null;
                    })
                    .on("changePassword", (Fake.Answer) a -> passwords.add((String) a[1]) ? null : null)
                    .on("remove", (Fake.Answer)
                            a -> users.removeIf(u -> u.name().equals(a[0]))));

    @TempDir
    Path etc;

    @BeforeEach
    void launcherHasItsKey() throws IOException {
        Files.writeString(etc.resolve("keys.properties"), LAUNCHER);
        console.with("karaf.etc", etc.toString());
    }

    @Test
    void addAsksForTheNewPasswordTwice() throws Exception {
        Outcome outcome = console.typing("correct horse", "correct horse").run("user:add", "sari", "operator");
        assertFalse(outcome.failed(), outcome.failure());
        assertEquals(List.of(new User("sari", Role.OPERATOR)), users);
        assertEquals(List.of("correct horse"), passwords);
        assertFalse(outcome.output().contains("horse"));
        assertEquals(LAUNCHER, Files.readString(etc.resolve("keys.properties")));
    }

    @Test
    void addRefusesTwoDifferentPasswords() throws Exception {
        Outcome outcome = console.typing("correct horse", "correct hearse").run("user:add", "sari", "viewer");
        assertEquals("the two passwords differ", outcome.failure());
        assertTrue(users.isEmpty());
    }

    @Test
    void addRefusesAnUnknownRole() throws Exception {
        assertEquals(
                "'root' is no role; there are viewer, operator and admin",
                console.run("user:add", "sari", "root").failure());
    }

    @Test
    void aPublicKeyOpensTheConsoleWithExactlyTheRolesOfTheRole() throws Exception {
        PublicKey rsa = rsa(3072);
        PublicKey ec = ec("secp521r1");
        add("tamu", "viewer", openSsh(rsa));
        add("sari", "operator", openSsh(ec));
        assertEquals(List.of("ssh", "viewer"), loggedIn("tamu", rsa));
        assertEquals(List.of("operator", "ssh", "viewer"), loggedIn("sari", ec));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve("keys.properties"))));
        assertTrue(
                audit.calls().get(0).contains("user:add, tamu"), audit.calls().toString());
    }

    @Test
    void whatElseStandsInTheFileStays() throws Exception {
        PublicKey rsa = rsa(2048);
        add("bos", "admin", openSsh(rsa));
        String text = Files.readString(etc.resolve("keys.properties"));
        assertTrue(text.startsWith(LAUNCHER), text);
        assertEquals(List.of("admin", "manager", "ssh", "systembundles", "viewer"), loggedIn("bos", rsa));
        assertTrue(console.run("user:add", "pantau", "viewer").failure().contains("has a key for 'pantau' already"));
    }

    @Test
    void removingAUserRemovesItsKey() throws Exception {
        PublicKey rsa = rsa(2048);
        add("tamu", "viewer", openSsh(rsa));
        assertTrue(console.run("user:list", "--no-format").output().contains("tamu\tviewer\ttrue"));
        assertFalse(console.run("user:remove", "tamu").failed());
        assertFalse(Files.readString(etc.resolve("keys.properties")).contains("tamu"));
        assertTrue(users.isEmpty());
        assertEquals(
                "there is no user 'pantau'",
                console.run("user:remove", "pantau").failure());
        assertTrue(Files.readString(etc.resolve("keys.properties")).contains("pantau"));
    }

    @Test
    void aKeyThatTheConsoleWouldNotAcceptIsRefusedBeforeAnythingChanges() throws Exception {
        Map<String, String> files = new HashMap<>();
        files.put(openSsh(rsa(1024)), "at least 2048 bits");
        files.put(openSsh(ec("secp256r1")), "accepts ssh-rsa and ecdsa-sha2-nistp521");
        files.put("ssh-ed25519 " + base64("ssh-ed25519", new byte[32]) + " me", "accepts ssh-rsa");
        files.put("ssh-rsa " + base64("ssh-dss", new byte[32]), "does not hold the kind");
        files.put("ssh-rsa AAAA", "cut short");
        files.put("ssh-rsa !!!", "not a usable public key");
        files.put("-----BEGIN OPENSSH PRIVATE KEY-----\nGheim77\n", "holds a private key");
        files.put("x".repeat(20_000), "too large");
        files.put("", "not an OpenSSH public key");
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = Files.writeString(etc.resolve("key.pub"), entry.getKey());
            Outcome outcome = console.typing("correct horse", "correct horse")
                    .run("user:add", "--ssh-key", file.toString(), "sari", "viewer");
            assertTrue(outcome.failure().contains(entry.getValue()), outcome.failure());
            assertFalse(outcome.failure().contains("Gheim77"));
        }
        assertTrue(users.isEmpty());
        assertEquals(LAUNCHER, Files.readString(etc.resolve("keys.properties")));
    }

    private void add(String name, String role, String key) throws Exception {
        Path file = Files.writeString(etc.resolve(name + ".pub"), key);
        Outcome outcome = console.typing("correct horse", "correct horse")
                .run("user:add", "--ssh-key", file.toString(), name, role);
        assertFalse(outcome.failed(), outcome.failure());
    }

    /** What Karaf's own login module makes of the file. */
    private List<String> loggedIn(String name, PublicKey key) throws LoginException {
        Subject subject = new Subject();
        PublickeyLoginModule module = new PublickeyLoginModule();
        module.initialize(
                subject,
                callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback names) {
                            names.setName(name);
                        } else if (callback instanceof PublickeyCallback keys) {
                            keys.setPublicKey(key);
                        }
                    }
                },
                Map.of(),
                Map.of("users", etc.resolve("keys.properties").toString()));
        module.login();
        module.commit();
        return subject.getPrincipals(RolePrincipal.class).stream()
                .map(RolePrincipal::getName)
                .sorted()
                .toList();
    }

    private static PublicKey rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair().getPublic();
    }

    private static PublicKey ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair().getPublic();
    }

    private static String openSsh(PublicKey key) throws IOException {
        if (key instanceof RSAPublicKey rsa) {
            return "ssh-rsa "
                    + base64(
                            "ssh-rsa",
                            rsa.getPublicExponent().toByteArray(),
                            rsa.getModulus().toByteArray()) + " me@host\n";
        }
        ECPublicKey ec = (ECPublicKey) key;
        int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        byte[] point = new byte[1 + 2 * size];
        point[0] = 4;
        copy(ec.getW().getAffineX(), point, 1, size);
        copy(ec.getW().getAffineY(), point, 1 + size, size);
        String curve = "nistp" + ec.getParams().getCurve().getField().getFieldSize();
        return "ecdsa-sha2-" + curve + " "
                + base64("ecdsa-sha2-" + curve, curve.getBytes(StandardCharsets.US_ASCII), point) + "\n";
    }

    private static void copy(BigInteger number, byte[] to, int offset, int size) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, size);
        System.arraycopy(bytes, bytes.length - length, to, offset + size - length, length);
    }

    private static String base64(String kind, byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(kind.length());
        out.writeBytes(kind);
        for (byte[] part : parts) {
            out.writeInt(part.length);
            out.write(part);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
