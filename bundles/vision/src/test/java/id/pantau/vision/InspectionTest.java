package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.service.Snapshot;
import id.pantau.vision.check.Look;
import id.pantau.vision.check.LumaPicture;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An inspection")
class InspectionTest {
    private static final Snapshot FILE = new Snapshot(ByteBuffer.wrap(new byte[] {1}), Instant.EPOCH);

    private final TestDesk desk = new TestDesk();
    private final Inspection inspection = desk.inspection("c");
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    /** A street of boxes that depend on the seed, with some noise. */
    private static LumaPicture street(long seed, long noise) {
        byte[] luma = new byte[320 * 180];
        Random boxes = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int left = boxes.nextInt(300);
            int top = boxes.nextInt(160);
            int right = Math.min(320, left + 10 + boxes.nextInt(60));
            int bottom = Math.min(180, top + 10 + boxes.nextInt(40));
            byte value = (byte) (40 + boxes.nextInt(170));
            for (int y = top; y < bottom; y++) {
                java.util.Arrays.fill(luma, y * 320 + left, y * 320 + right, value);
            }
        }
        Random grain = new Random(noise);
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) Math.max(0, Math.min(255, (luma[i] & 0xff) + (int) (3 * grain.nextGaussian())));
        }
        return new LumaPicture(320, 180, luma);
    }

    private void look(LumaPicture picture, @Nullable Snapshot file) {
        now = now.plusSeconds(2);
        inspection.looked(new Look(picture, now, 0), file);
    }

    private void black() {
        look(new LumaPicture(320, 180, new byte[320 * 180]), null);
    }

    @Test
    @DisplayName("looks once more at what was not there before, and not at what stays")
    void uncertain() {
        look(street(1, 1), null);
        assertFalse(inspection.isUncertain());
        black();
        assertEquals(Set.of(Reason.BLACK), desk.reasons("c"));
        assertTrue(inspection.isUncertain());
        black();
        assertFalse(inspection.isUncertain());
        look(street(1, 2), null);
        assertEquals(Set.of(), desk.reasons("c"));
        assertTrue(inspection.isUncertain());
    }

    @Test
    @DisplayName("reports a view that changed, with a picture of it, once the approved one is known")
    void viewChanged() {
        LumaPicture approved = street(1, 1);
        for (int i = 0; i < 5; i++) {
            look(street(1, 10 + i), FILE);
            look(street(2, 20 + i), FILE);
        }
        assertTrue(desk.changed.isEmpty(), "nothing was approved");
        inspection.approved(new Inspection.Approved(now, new byte[] {1}));
        inspection.learn(inspection.news().orElseThrow(), approved);
        assertTrue(inspection.news().isEmpty());
        for (int i = 0; i < 10; i++) {
            look(street(1, 30 + i), FILE);
        }
        assertTrue(desk.changed.isEmpty());
        look(street(2, 40), FILE);
        assertTrue(inspection.isUncertain() && inspection.wantsFile(), "the next picture comes soon, with a file");
        look(street(2, 41), FILE);
        assertSame(FILE, desk.changed.get("c"));
        assertEquals(Set.of(Reason.VIEW_CHANGED), desk.reasons("c"));
        for (int i = 0; i < 10; i++) {
            look(street(1, 50 + i), FILE);
        }
        assertEquals(Set.of(), desk.reasons("c"), "it was turned back");
        assertTrue(inspection.wantsFile(), "whoever decides about it sees what it shows now");
    }

    @Test
    @DisplayName("adopts the first good picture of a public camera, and no bad one")
    void adopts() {
        desk.lacking.add("c");
        assertTrue(inspection.wantsFile());
        look(new LumaPicture(320, 180, new byte[320 * 180]), FILE);
        look(street(1, 1), null);
        assertTrue(desk.adopted.isEmpty());
        look(street(1, 2), FILE);
        assertSame(FILE, desk.adopted.get("c"));
    }

    @Test
    @DisplayName("says that pictures are damaged when nobody can decode them")
    void undecodable() {
        inspection.undecodable("a picture could not be decoded");
        assertEquals(Set.of(Reason.DAMAGED), desk.reasons("c"));
    }
}
