package id.pantau.rtsp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pins of certificates")
class CertificatePinsTest {
    private static final String ONE = "ab".repeat(32);
    private static final String OTHER = "CD:".repeat(31) + "CD";

    @Test
    @DisplayName("hold for a host and a port, 322 where none is named")
    void holdForHostAndPort() {
        CertificatePins pins = CertificatePins.parse(List.of("Gate.example=" + ONE, "10.0.0.7:554=" + OTHER, " "));
        assertEquals(Optional.of(new CertificatePin(ONE)), pins.of(URI.create("rtsps://gate.example/live")));
        assertEquals(Optional.of(new CertificatePin(ONE)), pins.of(URI.create("rtsps://gate.example:322/live")));
        assertEquals(Optional.of(new CertificatePin(OTHER)), pins.of(URI.create("rtsps://10.0.0.7:554/live")));
        assertTrue(pins.of(URI.create("rtsps://gate.example:554/live")).isEmpty());
        assertTrue(
                CertificatePins.none().of(URI.create("rtsps://gate.example/")).isEmpty());
    }

    @Test
    @DisplayName("that cannot be read are refused, named")
    void areRefused() {
        for (String line : List.of("gate", "=" + ONE, "gate=12", "gate:322=xx")) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> CertificatePins.parse(List.of(line)));
            assertTrue(refusal.getMessage().contains('"' + line + '"'), refusal.getMessage());
        }
    }
}
