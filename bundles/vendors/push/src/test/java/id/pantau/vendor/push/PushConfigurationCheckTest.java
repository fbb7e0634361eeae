package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A configuration of pushed sources")
class PushConfigurationCheckTest {
    private final PushConfigurationCheck check = new PushConfigurationCheck();

    @Test
    @DisplayName("names addresses, not hosts, and no port twice but for none")
    void isRefused() {
        assertEquals(
                Optional.of("address: 'example.org' is no IP address"),
                check.problem(Map.of("address", "example.org")));
        assertEquals(
                Optional.of("address: '1.2.3.256' is no IP address"), check.problem(Map.of("address", "1.2.3.256")));
        assertEquals(
                Optional.of("readerPort: 8600 is rtspPort already"),
                check.problem(Map.of("rtspPort", 8600, "readerPort", 8600)));
        assertEquals(
                Optional.empty(),
                check.problem(Map.of("address", "::", "rtspPort", 0, "rtmpPort", 0, "readerPort", 8601)));
        assertEquals(Optional.empty(), check.problem(Map.of("address", "0.0.0.0")));
    }

    @Test
    @DisplayName("has no key store that cannot be opened, whatever its password")
    void hasKeyStoreThatOpens() {
        assertEquals(
                Optional.of("keyStore: 'pantau.p12' is no absolute path"),
                check.problem(Map.of("keyStore", "pantau.p12", "keyStorePassword", "x")));
        assertEquals(
                Optional.of("keyStorePassword: is missing, without which keyStore is not opened"),
                check.problem(Map.of("keyStore", "/etc/pantau.p12")));
        assertEquals(
                Optional.of("rtmpsPort: 8322 is rtspsPort already"),
                check.problem(Map.of("rtspsPort", 8322, "rtmpsPort", 8322)));
        assertEquals(Optional.empty(), check.problem(Map.of("keyStore", "/etc/pantau.p12", "keyStorePassword", "x")));
    }
}
