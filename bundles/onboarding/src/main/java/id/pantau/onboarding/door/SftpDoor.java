package id.pantau.onboarding.door;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A folder of an SFTP server whose key is known. */
final class SftpDoor extends FolderDoor {
    private static final int SSH = 22;

    SftpDoor(DoorSettings settings, Secrets secrets, Trouble trouble) {
        super(
                "sftp",
                settings,
                secrets,
                trouble,
                Map.of(
                        "knownHosts",
                        secrets.reference("hosts", knownHosts(settings)),
                        "useUserKnownHostsFile",
                        false,
                        "strictHostKeyChecking",
                        "yes",
                        "preferredAuthentications",
                        "password,keyboard-interactive"));
    }

    /** A line of an OpenSSH known_hosts file, sshd(8). */
    private static byte[] knownHosts(DoorSettings settings) {
        String host = settings.port() == SSH ? settings.host() : "[" + settings.host() + "]:" + settings.port();
        return (host + " " + settings.hostKey() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
