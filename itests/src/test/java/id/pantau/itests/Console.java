package id.pantau.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A container's console over SSH, with the key that the launcher has. Quicker than the launcher, which starts a JVM for each
 * command.
 */
final class Console implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final int port;
    private final Path key;

    Console(int port, Path key) {
        this.port = port;
        this.key = key;
        client.setServerKeyVerifier((session, address, serverKey) -> true);
        client.start();
    }

    /** Runs a command; several lines are several commands. */
    Container.Outcome run(String command) throws IOException {
        try (ClientSession session =
                client.connect("pantau", "127.0.0.1", port).verify(PATIENCE).getSession()) {
            for (var pair :
                    SecurityUtils.loadKeyPairIdentities(null, () -> key.toString(), Files.newInputStream(key), null)) {
                session.addPublicKeyIdentity(pair);
            }
            session.auth().verify(PATIENCE);
            try (ChannelExec channel = session.createExecChannel(command)) {
                var output = new ByteArrayOutputStream();
                channel.setOut(output);
                channel.setErr(output);
                channel.open().verify(PATIENCE);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                Integer exit = channel.getExitStatus();
                String text = output.toString(StandardCharsets.UTF_8);
                if (exit == null) {
                    throw new IOException(command + " did not end: " + text);
                }
                return new Container.Outcome(exit, text);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
