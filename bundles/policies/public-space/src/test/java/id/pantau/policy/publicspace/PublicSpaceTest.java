package id.pantau.policy.publicspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Scene;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Agreement;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class PublicSpaceTest {

    @ParameterizedTest
    @EnumSource(
            names = {
                "STREET",
                "INTERSECTION",
                "SQUARE",
                "PARK",
                "MARKET_FRONT",
                "PORT_FRONT",
                "WORSHIP_FRONT",
                "PUBLIC_BUILDING_FRONT"
            })
    @DisplayName("allows public space whose owner agrees, and nothing without the owner")
    void allowsPublicSpace(Scene scene) {
        assertEquals(Decision.Allow.FREELY, decide(scene, true));
        assertEquals("UU 27/2022 Pasal 17", denial(scene, false).article());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"LOBBY", "SHOP_FLOOR", "OFFICE", "COUNTER", "DWELLING", "OTHER_PRIVATE"})
    @DisplayName("denies private space whoever agrees, citing law and regulation")
    void deniesPrivateSpace(Scene scene) {
        assertEquals(
                "UU 27/2022 Pasal 17; Perwali Makassar 4/2017",
                denial(scene, true).article());
        assertEquals(denial(scene, true), denial(scene, false));
    }

    @Test
    @DisplayName("names what the camera shows when that is why")
    void namesTheScene() {
        Decision.Deny denial = denial(Scene.LOBBY, true);
        assertTrue(denial.reason().id().contains("lobi"), denial.reason().id());
        assertTrue(denial.reason().en().contains("lobby"), denial.reason().en());
    }

    private static Decision.Deny denial(Scene scene, boolean agreed) {
        return assertInstanceOf(Decision.Deny.class, decide(scene, agreed));
    }

    private static Decision decide(Scene scene, boolean agreed) {
        return new PublicSpace()
                .decide(PublicationRequest.of(
                        "a1b2c3d4e5f6", scene, new Agreement("hotel-anu", agreed), Instant.EPOCH));
    }
}
