package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pictures are decoded")
class PlatformTest {
    @Test
    @DisplayName("on Linux on x86_64, and elsewhere it is said why not")
    void platforms() {
        assertEquals(Optional.empty(), Platform.problem("Linux", "amd64"));
        assertTrue(Platform.problem("Linux", "aarch64").orElseThrow().contains("aarch64"));
        assertTrue(Platform.problem("Mac OS X", "x86_64").orElseThrow().contains("Mac OS X"));
    }
}
