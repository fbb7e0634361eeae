package id.pantau.onboarding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
