package id.pantau.onboarding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of a partner's own, and the certificates that it gives, by the JDK's keytool. */
final class Certificates {
    static final String PASSWORD = "benar-123";

    private final Path folder;

    Certificates(Path folder) throws Exception {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Bank Anu", "-ext", "bc:c");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", authority().toString());
    }

    /** PEM. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** A PKCS #12 key store with the certificate of a host, and nothing else. */
    Path of(String host) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                host,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-signer",
                "ca",
                "-ext",
                "SAN=dns:" + host);
        Path own = folder.resolve(host + ".p12");
        run(List.of(
                "-importkeystore",
                "-srckeystore",
                store().toString(),
                "-srcstorepass",
                PASSWORD,
                "-srcalias",
                host,
                "-destkeystore",
                own.toString(),
                "-deststorepass",
                PASSWORD));
        return own;
    }

    /** What {@link #of} gives, as a PEM file that its owner alone may read. */
    Path identity(String name) throws Exception {
        KeyStore keys = KeyStore.getInstance(of(name).toFile(), PASSWORD.toCharArray());
        Path file = Files.writeString(
                folder.resolve(name + ".pem"),
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded())
                        + pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** A key store of certificates to trust, with the authority's alone. */
    Path trusted() throws Exception {
        Path file = folder.resolve("trusted.p12");
        if (!Files.exists(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca",
                    KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray())
                            .getCertificate("ca"));
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
        }
        return file;
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private Path store() {
        return folder.resolve("all.p12");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
        run(all);
    }

    private static void run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
