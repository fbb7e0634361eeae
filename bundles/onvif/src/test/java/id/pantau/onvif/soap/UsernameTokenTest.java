package id.pantau.onvif.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.onvif.http.DeviceLogin;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsernameTokenTest {
    @Test
    @DisplayName("a token's digest is that of ONVIF's own example")
    void token() {
        assertEquals(
                "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
                UsernameToken.digest(
                        Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg=="),
                        "2010-09-16T07:50:45Z",
                        "userpassword"));
        String xml = UsernameToken.of(new DeviceLogin("admin", "secret"), Instant.parse("2026-01-02T03:04:05Z"))
                .toString();
        assertTrue(xml.contains(">2026-01-02T03:04:05.000Z<"), xml);
        assertFalse(xml.contains("secret"), xml);
    }
}
