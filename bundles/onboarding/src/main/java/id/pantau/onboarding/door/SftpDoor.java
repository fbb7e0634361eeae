package id.pantau.onboarding.door;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of an SFTP server whose key is known. */
final class SftpDoor extends FolderDoor {
    private static final int SSH = 22;

    SftpDoor(DoorSettings settings, Secrets secrets, Trouble trouble) {
        super("sftp", settings, secrets, trouble, safety(settings, secrets));
    }

    private static Map<String, Object> safety(DoorSettings settings, Secrets secrets) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("knownHosts", secrets.reference("hosts", knownHosts(settings)));
        options.put("useUserKnownHostsFile", false);
        options.put("strictHostKeyChecking", "yes");
        if (settings.identity().isEmpty()) {
            options.put("preferredAuthentications", "password,keyboard-interactive");
        } else {
            options.put("preferredAuthentications", "publickey");
            options.put("privateKey", secrets.reference("identity", Identity.ssh(settings.identity())));
        }
        return options;
    }

    /** A line of an OpenSSH known_hosts file, sshd(8). */
    private static byte[] knownHosts(DoorSettings settings) {
        String host = settings.port() == SSH ? settings.host() : "[" + settings.host() + "]:" + settings.port();
        return (host + " " + settings.hostKey() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
