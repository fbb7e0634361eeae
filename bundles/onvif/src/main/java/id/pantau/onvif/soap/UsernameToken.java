package id.pantau.onvif.soap;

import id.pantau.onvif.http.DeviceLogin;
import id.pantau.onvif.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** WS-Security's UsernameToken with a password digest, as ONVIF's core specification wants it. */
final class UsernameToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String PROFILE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

    private UsernameToken() {}

    /** @param now by the device's own clock, which judges whether a token is fresh */
    static XmlElement of(DeviceLogin login, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return of(login, now, nonce);
    }

    static XmlElement of(DeviceLogin login, Instant now, byte[] nonce) {
        String created = CREATED.format(now);
        XmlElement token = XmlElement.of(Namespaces.SECURITY, "UsernameToken")
                .with("Username", login.user())
                .with(XmlElement.of(Namespaces.SECURITY, "Password")
                        .withAttribute("Type", PROFILE + "username-token-profile-1.0#PasswordDigest")
                        .withText(digest(nonce, created, login.password())))
                .with(XmlElement.of(Namespaces.SECURITY, "Nonce")
                        .withAttribute("EncodingType", PROFILE + "soap-message-security-1.0#Base64Binary")
                        .withText(Base64.getEncoder().encodeToString(nonce)))
                .with(XmlElement.of(Namespaces.SECURITY_UTILITY, "Created").withText(created));
        return XmlElement.of(Namespaces.SECURITY, "Security")
                .withAttribute("{" + Namespaces.SOAP_12 + "}mustUnderstand", "1")
                .with(token);
    }

    static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(nonce);
            sha.update(created.getBytes(StandardCharsets.UTF_8));
            sha.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
