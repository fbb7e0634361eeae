import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the launcher's SSH key and lets it into the console as administrator.
 *
 * <p>Run as {@code java ConsoleKey.java KEYFILE KEYS_PROPERTIES}. The key file is readable by its owner only.
 */
class ConsoleKey {
    public static void main(String[] args) throws Exception {
        Path key = Path.of(args[0]);
        Path keysProperties = Path.of(args[1]);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        var pair = generator.generateKeyPair();
        admit(keysProperties, "pantau", sshRsa((RSAPublicKey) pair.getPublic()));

        Path parent = key.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(
                parent, "key", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.move(fresh, key, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void admit(Path file, String user, String publicKey) throws Exception {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            lines.put(line.startsWith(user + " ") || line.startsWith(user + "=") ? user : line, line);
        }
        lines.put(user, user + " = " + publicKey + ",_g_:admingroup");
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", "");
        Files.write(fresh, lines.values());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The key's blob in RFC 4253, section 6.6. */
    private static String sshRsa(RSAPublicKey key) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (byte[] part : new byte[][] {
            "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
            key.getPublicExponent().toByteArray(),
            key.getModulus().toByteArray()
        }) {
            out.writeInt(part.length);
            out.write(part);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
