package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Actor;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-28T05:00:00Z");
    private static final Snapshot PICTURE = new Snapshot(ByteBuffer.allocate(1), NOON);

    private final Registry registry = new Registry();
    private final List<Runnable> office = new ArrayList<>();
    private final ViewDesk desk = new ViewDesk((camera, found) -> {}, registry, Optional::empty, office::add);

    @Test
    @DisplayName("tells the registry of a changed view once")
    void tells() {
        registry.approved(NOON);

        desk.changed("c", NOON, PICTURE, "all of it");
        desk.changed("c", NOON, PICTURE, "all of it");
        work();
        desk.changed("c", NOON, PICTURE, "all of it");
        work();

        assertEquals(List.of("all of it"), registry.changes);
    }

    @Test
    @DisplayName("a picture that was compared with what was approved before withdraws nothing that was approved since")
    void late() {
        registry.approved(NOON);

        desk.changed("c", NOON, PICTURE, "moved");
        registry.approved(NOON.plusSeconds(1));
        work();

        assertEquals(List.of(), registry.changes);
    }

    private void work() {
        office.forEach(Runnable::run);
        office.clear();
    }

    /** Knows one camera. */
    private static final class Registry implements Views {
        final List<String> changes = new ArrayList<>();
        private View view = View.none("c");

        void approved(Instant at) {
            view = new View("c", Optional.of(at), "siti", Optional.empty(), "");
        }

        @Override
        public View of(String camera) {
            return view;
        }

        @Override
        public List<View> all() {
            return List.of(view);
        }

        @Override
        public void approve(String camera, Snapshot picture, Actor who, String why) {
            approved(picture.takenAt());
        }

        @Override
        public void changed(String camera, Snapshot picture, String detail, Actor who) {
            changes.add(detail);
            view = new View("c", view.approved(), view.by(), Optional.of(picture.takenAt()), detail);
        }

        @Override
        public Optional<Snapshot> reference(String camera) {
            return Optional.of(PICTURE);
        }

        @Override
        public Optional<Snapshot> evidence(String camera) {
            return Optional.of(PICTURE);
        }
    }
}
