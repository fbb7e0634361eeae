package id.pantau.registry;

import static id.pantau.registry.Registry.SARI;
import static id.pantau.registry.Registry.SYSTEM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Sponsorship;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Views and sponsorships")
class ViewsTest extends OnEachDatabase {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final Snapshot STREET = Pictures.of(NOON, 1, 2, 3);
    private static final Snapshot INDOORS = Pictures.of(NOON.plusSeconds(60), 4, 5);

    private final List<View> told = new ArrayList<>();
    private String camera;

    @BeforeEach
    void camera() {
        camera = registry.addCamera("GATE-07").id();
        registry.viewListeners.add(told::add);
    }

    @Test
    @DisplayName("an approved view is kept with its picture and who approved it, and listeners hear of it")
    void approved() throws SQLException {
        Instant before = Database.now();
        registry.views.approve(camera, STREET, SARI, "installed");
        View view = registry.views.of(camera);
        assertFalse(view.approved().orElseThrow().isBefore(before));
        assertEquals("user:sari", view.by());
        assertFalse(view.isChanged());
        assertEquals(List.of(view), told);
        assertEquals(
                "user:sari camera:reference " + camera + " installed", actions().get(0));
        assertEquals(List.of(view), reopened().views.all());
        Pictures.assertSame(STREET, reopened().views.reference(camera));
        assertTrue(registry.views.evidence(camera).isEmpty());
    }

    @Test
    @DisplayName("a view changes once, with the first picture that shows it, until somebody approves again")
    void changed() throws SQLException {
        registry.views.approve(camera, STREET, SARI, "");
        registry.views.changed(camera, INDOORS, "turned by 30 %", SYSTEM);
        registry.views.changed(camera, Pictures.of(NOON.plusSeconds(70), 9), "turned by 31 %", SYSTEM);
        View view = reopened().views.of(camera);
        assertEquals(Optional.of(INDOORS.takenAt()), view.changed());
        assertEquals("turned by 30 %", view.detail());
        Pictures.assertSame(INDOORS, reopened().views.evidence(camera));
        Pictures.assertSame(STREET, reopened().views.reference(camera));
        assertEquals(2, told.size());
        assertEquals(view, told.get(1));
        assertEquals(
                List.of(
                        "system:onboarding camera:view-changed " + camera + " turned by 30 %",
                        "user:sari camera:reference " + camera + " "),
                actions().subList(0, 2));

        registry.views.approve(camera, INDOORS, SARI, "it is a hall now");
        assertFalse(registry.views.of(camera).isChanged());
        assertEquals("", registry.views.of(camera).detail());
        assertTrue(registry.views.evidence(camera).isEmpty());
        Pictures.assertSame(INDOORS, registry.views.reference(camera));
        assertEquals(3, told.size());
    }

    @Test
    @DisplayName("a view that nobody approved cannot change, and a camera that does not exist has none")
    void unknown() {
        List<String> before = actions();
        assertThrows(NoSuchElementException.class, () -> registry.views.approve("x", STREET, SARI, ""));
        String message = assertThrows(
                        NoSuchElementException.class, () -> registry.views.changed(camera, STREET, "", SYSTEM))
                .getMessage();
        assertEquals("nobody approved the view of camera " + camera, message);
        assertThrows(NoSuchElementException.class, () -> registry.views.changed("x", STREET, "", SYSTEM));
        assertEquals(View.none(camera), registry.views.of(camera));
        assertTrue(registry.views.reference(camera).isEmpty());
        assertEquals(List.of(), told);
        assertEquals(before, actions());
    }

    @Test
    @DisplayName("pictures of up to 4 MB are kept, larger and empty ones are refused")
    void size() {
        byte[] large = new byte[4 << 20];
        new Random(1).nextBytes(large);
        Snapshot picture = new Snapshot(ByteBuffer.wrap(large), NOON);
        registry.views.approve(camera, picture, SARI, "");
        Pictures.assertSame(picture, registry.views.reference(camera));
        Snapshot larger = new Snapshot(ByteBuffer.allocate((4 << 20) + 1), NOON);
        assertThrows(IllegalArgumentException.class, () -> registry.views.approve(camera, larger, SARI, ""));
        assertThrows(IllegalArgumentException.class, () -> registry.views.changed(camera, larger, "", SYSTEM));
        assertThrows(IllegalArgumentException.class, () -> registry.views.approve(camera, Pictures.of(NOON), SARI, ""));
        Pictures.assertSame(picture, registry.views.reference(camera));
    }

    @Test
    @DisplayName("a listener that throws does not keep the others from hearing of a changed view")
    void brokenListener() {
        registry.viewListeners.add(0, view -> {
            throw new IllegalStateException("broken on purpose");
        });
        registry.views.approve(camera, STREET, SARI, "");
        assertEquals(1, told.size());
    }

    @Test
    @DisplayName("a camera has one sponsor a year, and who named it is in the audit trail")
    void sponsors() throws SQLException {
        registry.sponsors.set(new Sponsorship(camera, 2027, "Hotel Anu", "CSR"), SARI, "");
        registry.sponsors.set(new Sponsorship(camera, 2026, "Bank Anu", ""), SARI, "letter 7");
        Sponsorship later = new Sponsorship(camera, 2026, "Kota Batam", "APBD");
        registry.sponsors.set(later, SARI, "");
        assertEquals(
                List.of(later, new Sponsorship(camera, 2027, "Hotel Anu", "CSR")),
                reopened().sponsors.all());
        assertFalse(registry.sponsors.remove(camera, 2025, SARI, ""));
        assertTrue(registry.sponsors.remove(camera, 2027, SARI, "fund ended"));
        assertEquals(List.of(later), registry.sponsors.all());
        assertEquals(
                List.of(
                        "user:sari camera:sponsor " + camera + " 2027: nobody; fund ended",
                        "user:sari camera:sponsor " + camera + " 2026: Kota Batam (APBD)",
                        "user:sari camera:sponsor " + camera + " 2026: Bank Anu; letter 7",
                        "user:sari camera:sponsor " + camera + " 2027: Hotel Anu (CSR)"),
                actions().subList(0, 4));
        assertThrows(
                NoSuchElementException.class,
                () -> registry.sponsors.set(new Sponsorship("x", 2026, "A", ""), SARI, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.sponsors.set(new Sponsorship(camera, 2026, " ", ""), SARI, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.sponsors.set(new Sponsorship(camera, 26, "A", ""), SARI, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.sponsors.set(new Sponsorship(camera, 2026, "A".repeat(201), ""), SARI, ""));
    }
}
