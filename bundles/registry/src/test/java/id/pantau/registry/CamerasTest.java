package id.pantau.registry;

import static id.pantau.registry.Registry.LOGIN;
import static id.pantau.registry.Registry.SARI;
import static id.pantau.registry.Registry.SQUARE;
import static id.pantau.registry.Registry.SYSTEM;
import static id.pantau.registry.Registry.camera;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Sponsorship;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Text;
import id.pantau.service.CameraListener;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Points, cameras and publications")
class CamerasTest extends OnEachDatabase {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    @DisplayName("a point is there once, and another one cannot take its id")
    void points() {
        registry.points.add(SQUARE, SARI);
        assertEquals(List.of(SQUARE), registry.points.all());
        assertEquals(Optional.of(SQUARE), registry.points.find("square"));
        Point other = new Point("square", "Elsewhere", "", 1, 104);
        assertThrows(IllegalStateException.class, () -> registry.points.add(other, SARI));
        assertEquals(List.of("user:sari partner:add bank-anu ", "user:sari point:add square "), actions());
    }

    @Test
    @DisplayName("the nearest point is found by metres on the ground")
    void nearest() {
        Point far = new Point("far", "Nongsa", "Nongsa", 1.1801, 104.0529);
        registry.points.add(far, SARI);
        // One hundredth of a degree of latitude is about 1112 m.
        assertEquals(Optional.of(SQUARE), registry.points.nearest(1.1401, 104.0529, 1120));
        assertEquals(Optional.empty(), registry.points.nearest(1.1401, 104.0529, 1100));
        assertEquals(Optional.of(far), registry.points.nearest(1.1700, 104.0529, 10_000));
    }

    @Test
    @DisplayName("a camera keeps everything that was said about it, and its login comes out of one method only")
    void cameraKept() throws SQLException {
        Camera added = registry.addCamera("GATE-07");
        assertTrue(added.id().matches("[a-z0-9]{12}"), added.id());
        assertEquals(Optional.of(added), reopened().cameras.find(added.id()));
        assertEquals(LOGIN, reopened().cameras.credentials(added.id()));
        assertFalse(added.toString().contains(LOGIN.password()));
        assertEquals("user:sari camera:add " + added.id() + " agreed", actions().get(0));
    }

    @Test
    @DisplayName("a camera without a login has none after a restart either")
    void noLogin() throws SQLException {
        Camera added = registry.cameras.add(camera("A"), Credentials.NONE, SARI, "");
        assertEquals(Credentials.NONE, reopened().cameras.credentials(added.id()));
    }

    @Test
    @DisplayName("a ref is unique within its partner")
    void refUnique() {
        registry.addCamera("GATE-07");
        assertThrows(IllegalStateException.class, () -> registry.addCamera("GATE-07"));
        assertEquals(1, registry.cameras.all().size());
    }

    @Test
    @DisplayName("a camera needs a point and a partner that exist")
    void cameraNeedsPointAndPartner() {
        Camera good = camera("A");
        Camera nowhere =
                new Camera("", "x", "nowhere", "bank-anu", "A", "rtsp", good.endpoint(), "1", good.scene(), true);
        Camera nobodys = new Camera("", "x", "square", "nobody", "A", "rtsp", good.endpoint(), "1", good.scene(), true);
        assertThrows(NoSuchElementException.class, () -> registry.cameras.add(nowhere, LOGIN, SARI, ""));
        assertThrows(NoSuchElementException.class, () -> registry.cameras.add(nobodys, LOGIN, SARI, ""));
        assertEquals(List.of(), registry.cameras.all());
    }

    @Test
    @DisplayName("login, point and driver of a camera change, with an audit entry each, and listeners hear of it")
    void cameraChanges() throws SQLException {
        Camera added = registry.addCamera("A");
        Credentials changed = new Credentials("root", "another secret");
        registry.points.add(new Point("port", "Pelabuhan", "", 1.1, 104), SARI);
        registry.cameras.changeLogin(added.id(), changed, SARI, "rotated");
        registry.cameras.move(added.id(), "port", SARI, "pole moved");
        registry.cameras.changeVendor(added.id(), "onvif", SYSTEM, "");
        registry.cameras.changeVendor(added.id(), "onvif", SYSTEM, "the same driver is no change");
        Camera now = reopened().cameras.find(added.id()).orElseThrow();
        assertEquals("port", now.point());
        assertEquals("onvif", now.vendor());
        assertEquals(changed, reopened().cameras.credentials(added.id()));
        assertEquals(
                List.of(
                        "system:onboarding camera:vendor " + added.id() + " ",
                        "user:sari camera:move " + added.id() + " pole moved",
                        "user:sari camera:login " + added.id() + " rotated"),
                actions().subList(0, 3));
        assertEquals(List.of("changed " + added.id()), List.copyOf(new HashSet<>(registry.told)));
        assertEquals(4, registry.told.size());
    }

    @Test
    @DisplayName("what is not there cannot be changed, and leaves no audit entry")
    void unknownCamera() {
        Camera added = registry.addCamera("A");
        List<String> before = actions();
        assertThrows(NoSuchElementException.class, () -> registry.cameras.changeLogin("x", LOGIN, SARI, ""));
        assertThrows(NoSuchElementException.class, () -> registry.cameras.changeVendor("x", "rtsp", SARI, ""));
        assertThrows(NoSuchElementException.class, () -> registry.cameras.move("x", "square", SARI, ""));
        assertThrows(NoSuchElementException.class, () -> registry.cameras.move(added.id(), "x", SARI, ""));
        assertThrows(NoSuchElementException.class, () -> registry.cameras.credentials("x"));
        assertFalse(registry.cameras.remove("x", SARI, ""));
        assertEquals(before, actions());
    }

    @Test
    @DisplayName("a removed camera takes everything of its own with it, and leaves its audit entries")
    void cameraRemoved() throws SQLException {
        Camera added = registry.addCamera("A");
        publish(added, Stand.PUBLIC, Optional.empty());
        registry.views.approve(added.id(), Pictures.of(NOON, 1), SARI, "");
        registry.sponsors.set(new Sponsorship(added.id(), 2026, "Bank Anu", ""), SARI, "");
        registry.history.record(List.of(new StatusChange(added.id(), NOON, Status.LIVE, Optional.empty(), "")));
        assertTrue(registry.cameras.remove(added.id(), SARI, "contract ended"));
        assertEquals(List.of(), registry.views.all());
        assertEquals(List.of(), registry.sponsors.all());
        assertEquals(List.of(), registry.history.of(added.id(), Instant.EPOCH, Instant.now(), 10));
        assertEquals(List.of(), registry.cameras.all());
        assertEquals(List.of(), registry.publications.all());
        assertEquals(List.of(), reopened().publications.all());
        assertThrows(NoSuchElementException.class, () -> registry.cameras.credentials(added.id()));
        assertEquals("removed " + added.id(), registry.told.get(registry.told.size() - 1));
        assertTrue(actions().contains("user:sari camera:remove " + added.id() + " contract ended"));
        assertTrue(actions().contains("user:sari camera:add " + added.id() + " agreed"));
    }

    @Test
    @DisplayName("a listener that throws disturbs neither the change nor the other listeners")
    void brokenListener() {
        registry.listeners.add(0, new CameraListener() {
            @Override
            public void changed(Camera camera) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void removed(String id) {
                throw new NoClassDefFoundError("broken on purpose");
            }
        });
        Camera added = registry.addCamera("A");
        registry.cameras.remove(added.id(), SARI, "");
        assertEquals(List.of("changed " + added.id(), "removed " + added.id()), registry.told);
    }

    @Test
    @DisplayName("a listener finds the camera that it is told about")
    void listenerReads() {
        List<Optional<Camera>> found = new ArrayList<>();
        registry.listeners.add(new CameraListener() {
            @Override
            public void changed(Camera camera) {
                found.add(registry.cameras.find(camera.id()));
            }

            @Override
            public void removed(String id) {
                found.add(registry.cameras.find(id));
            }
        });
        Camera added = registry.addCamera("A");
        registry.cameras.remove(added.id(), SARI, "");
        assertEquals(List.of(Optional.of(added), Optional.empty()), found);
    }

    private void publish(Camera camera, Stand stand, Optional<Reason> reason) {
        Optional<Text> detail = reason.map(r -> new Text("karena", "because"));
        registry.publications.save(new Publication(camera.id(), stand, reason, detail, NOON), SARI, "decided");
    }

    @Test
    @DisplayName("a publication replaces the one before, and a private camera has none")
    void publications() throws SQLException {
        Camera added = registry.addCamera("A");
        publish(added, Stand.PUBLIC, Optional.empty());
        assertTrue(registry.publications.all().get(0).isPublic());
        publish(added, Stand.WITHDRAWN, Optional.of(Reason.POLICY));
        Publication withdrawn = new Publication(
                added.id(),
                Stand.WITHDRAWN,
                Optional.of(Reason.POLICY),
                Optional.of(new Text("karena", "because")),
                NOON);
        assertEquals(List.of(withdrawn), registry.publications.all());
        assertEquals(List.of(withdrawn), reopened().publications.all());
        publish(added, Stand.PRIVATE, Optional.empty());
        assertEquals(List.of(), registry.publications.all());
        assertEquals(
                List.of(
                        "user:sari public:withdraw " + added.id() + " decided",
                        "user:sari public:withdraw " + added.id() + " decided",
                        "user:sari public:publish " + added.id() + " decided"),
                actions().subList(0, 3));
        Publication unknown = new Publication("x", Stand.PUBLIC, Optional.empty(), Optional.empty(), NOON);
        assertThrows(NoSuchElementException.class, () -> registry.publications.save(unknown, SARI, ""));
    }
}
