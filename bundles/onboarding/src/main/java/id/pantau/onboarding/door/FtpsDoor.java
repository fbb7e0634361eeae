package id.pantau.onboarding.door;

import java.util.Map;
import javax.net.ssl.KeyManager;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * A folder of an FTP server that speaks TLS when asked (explicit, RFC 4217), on both connections; its certificate is one for its name,
 * of the partner's own authorities or those of the JVM.
 */
final class FtpsDoor extends FolderDoor {

    FtpsDoor(DoorSettings settings, Secrets secrets, Trouble trouble) {
        super(
                "ftps",
                settings,
                secrets,
                trouble,
                Map.of(
                        "sslContextParameters",
                        secrets.reference("tls", tls(settings)),
                        "ftpClient.endpointCheckingEnabled",
                        true,
                        "passiveMode",
                        true,
                        "binary",
                        true));
    }

    private static SSLContextParameters tls(DoorSettings settings) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(new OneServerTrust(Authorities.trust(settings.ca())));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        parameters.setKeyManagers(new Own(Identity.tls(settings.identity())));
        return parameters;
    }

    /** Key managers as Camel wants them handed over. */
    private static final class Own extends KeyManagersParameters {
        private final KeyManager[] managers;

        Own(KeyManager[] managers) {
            this.managers = managers;
        }

        @Override
        public KeyManager[] createKeyManagers() {
            return managers.clone();
        }
    }
}
