package id.pantau.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells viewers apart for counting, without keeping who they are: the salt lives as long as the component. */
@Component(service = Viewers.class)
public final class Viewers {
    private final Transport transport;
    private final byte[] salt = new byte[32];

    @Activate
    public Viewers(@Reference Transport transport) {
        this.transport = transport;
        new SecureRandom().nextBytes(salt);
    }

    String key(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(transport.client(request).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            String agent = request.getHeader("User-Agent");
            digest.update((agent == null ? "" : agent).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest())
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
