package id.pantau.onboarding;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA SSHD with files, and one user {@code bank}. */
final class SftpServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger logins = new AtomicInteger();
    private final KeyPair pair = pair();

    SftpServer(Path home, String password) throws Exception {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(pair));
        server.setPasswordAuthenticator((user, given, session) ->
                logins.incrementAndGet() > 0 && user.equals("bank") && given.equals(password));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.start();
    }

    /** Lets in who has that key, and nobody by a password. */
    void accept(PublicKey key) {
        server.setPasswordAuthenticator(null);
        server.setPublickeyAuthenticator(
                (user, shown, session) -> user.equals("bank") && KeyUtils.compareKeys(shown, key));
    }

    static KeyPair pair() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    }

    /** A key as known_hosts has it, of nobody. */
    static String newKey() throws GeneralSecurityException {
        return PublicKeyEntry.toString(pair().getPublic());
    }

    /** Its own, as known_hosts has it. */
    String hostKey() {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    int port() {
        return server.getPort();
    }

    /** How often somebody tried a password. */
    int logins() {
        return logins.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
