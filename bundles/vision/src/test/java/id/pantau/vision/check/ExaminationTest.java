package id.pantau.vision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An examination")
class ExaminationTest {
    private static final double NOON = 12 * 3600;
    private static final double NIGHT = 23 * 3600;

    private final SimulatedCamera camera = new SimulatedCamera(new World(World.Kind.FACADES, 4), 4);
    private final Examination examination = new Examination(Sensitivity.defaults());
    private double now = NOON;

    @Test
    @DisplayName("finds a picture that stays the same within ten seconds, two looks running")
    void findsFrozen() {
        watch(5);
        LumaPicture still = camera.picture(now);
        assertEquals(List.of(), reasons(still), "new");
        assertEquals(List.of(), reasons(still), "2 s");
        assertEquals(List.of(Reason.FROZEN), reasons(still), "4 s");
        assertEquals(List.of(Reason.FROZEN), reasons(still), "6 s");
        assertEquals(List.of(), reasons(camera.picture(now)), "it moves again");
    }

    @Test
    @DisplayName("does not wait for another picture because the third came a moment early")
    void findsFrozenInSpiteOfJitter() {
        watch(5);
        LumaPicture still = camera.picture(now);
        reasons(still);
        reasons(still);
        now -= 0.03;
        assertEquals(List.of(Reason.FROZEN), reasons(still));
    }

    @Test
    @DisplayName("wants three pictures for that, however seldom they come")
    void wantsThreeStills() {
        LumaPicture still = camera.picture(now);
        reasons(still);
        now += 20;
        assertEquals(List.of(), reasons(still));
        assertEquals(List.of(Reason.FROZEN), reasons(still));
    }

    @Test
    @DisplayName("finds a picture that stays the same though its encoder makes another one of it each time")
    void findsFrozenAndEncodedAgain() {
        watch(40);
        LumaPicture still = camera.picture(now);
        List<Reason> found = List.of();
        for (int i = 0; i < 5; i++) {
            int seed = i;
            found = reasons(changed(still, luma -> noisy(luma, 1.2, seed)));
        }
        assertEquals(List.of(Reason.FROZEN), found);
    }

    @Test
    @DisplayName("takes an empty square at night for live by its noise and by its clock")
    void takesNightForLive() {
        now = NIGHT + 4 * 3600;
        assertEquals(List.of(), watch(60));
    }

    @Test
    @DisplayName("tells black from a night with one lamp")
    void findsBlack() {
        assertEquals(List.of(Reason.BLACK), reasons(changed(luma -> noisy(filled(luma, 10), 4, 1))));
        assertEquals(List.of(), reasons(changed(luma -> {
            byte[] night = noisy(filled(luma, 10), 4, 2);
            for (int i = 0; i < 500; i++) {
                night[(80 + i / 25) * SimulatedCamera.WIDTH + 150 + i % 25] = (byte) 220;
            }
            return night;
        })));
    }

    @Test
    @DisplayName("tells a white-out from a white sky")
    void findsWhiteOut() {
        assertEquals(List.of(Reason.WHITE_OUT), reasons(changed(luma -> noisy(filled(luma, 252), 2, 1))));
        assertEquals(List.of(), reasons(changed(luma -> {
            for (int i = 0; i < luma.length / 2; i++) {
                luma[i] = (byte) 254;
            }
            return luma;
        })));
    }

    @Test
    @DisplayName("finds that the picture is blurred, and does not take night for that")
    void findsBlurred() {
        watch(10);
        assertEquals(List.of(Reason.BLURRED), reasons(changed(luma -> blurred(luma, 5))));
        assertFalse(examination.viewChanged());
        now = NIGHT;
        assertFalse(watch(10).contains(Reason.BLURRED));
    }

    @Test
    @DisplayName("finds that something covers the lens, and does not call that another view")
    void findsCovered() {
        watch(10);
        for (int i = 0; i < 3; i++) {
            int seed = i;
            assertEquals(List.of(Reason.COVERED), reasons(changed(luma -> hand(luma, seed))));
        }
        assertFalse(examination.viewChanged());
    }

    @Test
    @DisplayName("finds strong noise, but takes no gravel for it")
    void findsNoise() {
        watch(3);
        assertEquals(List.of(Reason.NOISY), reasons(changed(luma -> noisy(luma, 20, 7))));
        LumaPicture gravel = changed(luma -> noisy(luma, 20, 8));
        reasons(gravel);
        assertFalse(reasons(gravel).contains(Reason.NOISY));
    }

    @Test
    @DisplayName("finds damage that the decoder tells of, and a gray or smeared lower half")
    void findsDamage() {
        watch(5);
        Look told = new Look(camera.picture(now), at(now), 3);
        assertEquals(List.of(Reason.DAMAGED), reasons(told));
        assertEquals(List.of(Reason.DAMAGED), reasons(changed(luma -> below(luma, false))));
        assertEquals(List.of(Reason.DAMAGED), reasons(changed(luma -> below(luma, true))));
        assertEquals(List.of(), reasons(camera.picture(now)));
    }

    @Test
    @DisplayName("takes no plain wall for damage: not after a time of darkness, nor once somebody approved of it")
    void takesWallsForWalls() {
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(), reasons(changed(luma -> below(luma, false))), "as it ever was");
        }
        for (int i = 0; i < 30; i++) {
            int seed = i;
            assertEquals(List.of(Reason.BLACK), reasons(changed(luma -> noisy(filled(luma, 10), 4, seed))));
        }
        assertEquals(List.of(), reasons(changed(luma -> below(luma, false))), "light again");

        watch(40);
        LumaPicture wall = changed(luma -> below(luma, false));
        assertEquals(List.of(Reason.DAMAGED), reasons(wall));
        examination.approve(wall);
        assertFalse(reasons(changed(luma -> below(luma, false))).contains(Reason.DAMAGED));
    }

    @Test
    @DisplayName("takes what looks damaged in the same way for minutes for how the place looks")
    void getsUsedToWalls() {
        watch(40);
        for (int i = 0; i < 60; i++) {
            assertTrue(reasons(changed(luma -> below(luma, false))).contains(Reason.DAMAGED), "look " + i);
        }
        assertEquals(List.of(), reasons(changed(luma -> below(luma, false))));
    }

    @Test
    @DisplayName("says at the second picture that the view changed, and at the second one that it is back")
    void findsMoves() {
        approveAndWatch();
        camera.turn(Pose.USUAL.turned(0.1, 0));
        assertEquals(List.of(), reasons(camera.picture(now)));
        assertFalse(examination.viewChanged());
        assertEquals(List.of(Reason.VIEW_CHANGED), reasons(camera.picture(now)));
        assertTrue(examination.viewChanged());
        camera.back();
        reasons(camera.picture(now));
        assertTrue(examination.viewChanged());
        reasons(camera.picture(now));
        assertFalse(examination.viewChanged());
    }

    @Test
    @DisplayName("says by how much the camera was moved")
    void tellsTheMove() {
        approveAndWatch();
        camera.turn(Pose.USUAL.turned(0.15, 0));
        examination.look(next(camera.picture(now)));
        List<Finding> findings = examination.look(next(camera.picture(now)));
        assertTrue(findings.toString().contains("moved by 15 % of the width to the left"), findings.toString());
    }

    @Test
    @DisplayName("keeps saying that the view changed while the picture is black")
    void blackSaysNothingOfTheView() {
        approveAndWatch();
        camera.turn(Pose.USUAL.zoomed(1.3));
        watch(2);
        assertEquals(
                List.of(Reason.BLACK, Reason.VIEW_CHANGED), reasons(changed(luma -> noisy(filled(luma, 8), 3, 3))));
    }

    @Test
    @DisplayName("does not say that the view changed by what a decoder made of missing data")
    void damageSaysNothingOfTheView() {
        approveAndWatch();
        camera.turn(Pose.USUAL.turned(0.2, 0));
        for (int i = 0; i < 3; i++) {
            now += 2;
            assertEquals(List.of(Reason.DAMAGED), reasons(new Look(camera.picture(now), at(now), 2)));
        }
        assertFalse(examination.viewChanged());
    }

    @Test
    @DisplayName("knows a newly approved view at once")
    void approvesAnew() {
        approveAndWatch();
        camera.move(new World(World.Kind.ROOM, 5));
        watch(2);
        assertTrue(examination.viewChanged());
        examination.approve(camera.picture(now));
        assertFalse(examination.viewChanged());
        assertEquals(List.of(), watch(3));
    }

    @Test
    @DisplayName("with no more than the reference of noon takes no night for another view")
    void doubtsAtNight() {
        SimulatedCamera unlit = new SimulatedCamera(new World(World.Kind.STREET, 8), 8, 0);
        examination.approve(unlit.picture(NOON));
        now = NIGHT;
        for (int i = 0; i < 60; i++) {
            assertEquals(List.of(), reasons(unlit.picture(now)));
        }
        assertTrue(
                examination.toString().contains("1 layers, 0.00 of late"), "nothing of noon is seen: " + examination);
    }

    @Test
    @DisplayName("finds a move at night after it saw the day end, also when it saw another day since")
    void findsMovesAtNight() {
        SimulatedCamera unlit = new SimulatedCamera(new World(World.Kind.STREET, 8), 8, 0);
        examination.approve(unlit.picture(NOON));
        see(unlit, 17.5, 19.5);
        unlit.turn(Pose.USUAL.turned(0, 0.12));
        reasons(unlit.picture(now));
        assertEquals(List.of(Reason.VIEW_CHANGED), reasons(unlit.picture(now)), examination.toString());
        unlit.back();
        see(unlit, 36, 36.2);
        see(unlit, 43.5, 43.52);
        unlit.turn(Pose.USUAL.turned(0, -0.12));
        reasons(unlit.picture(now));
        assertEquals(List.of(Reason.VIEW_CHANGED), reasons(unlit.picture(now)), examination.toString());
    }

    private void see(SimulatedCamera seen, double fromHour, double toHour) {
        now = fromHour * 3600;
        for (int i = 0; now < toHour * 3600; i++) {
            now += 8;
            List<Reason> found = reasons(seen.picture(now));
            assertTrue(found.isEmpty() || i < 2, () -> now / 3600 + ": " + found + examination);
        }
    }

    @Test
    @DisplayName("does not follow a camera that turns too slowly to be seen")
    void findsSlowTurns() {
        approveAndWatch();
        double turned = 0;
        while (turned < 0.12) {
            turned += 0.0004;
            camera.turn(Pose.USUAL.turned(turned, 0));
            watch(1);
        }
        assertTrue(examination.viewChanged(), examination.toString());
    }

    @Test
    @DisplayName("takes any shape of picture up to 320x180, and no other")
    void boundsPictures() {
        examination.look(next(new LumaPicture(240, 180, new byte[240 * 180])));
        examination.look(next(new LumaPicture(101, 57, new byte[101 * 57])));
        assertThrows(IllegalArgumentException.class, () -> new LumaPicture(640, 360, new byte[640 * 360]));
        assertThrows(IllegalArgumentException.class, () -> new LumaPicture(320, 180, new byte[320]));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(Duration.ofSeconds(5), 24, 2, 8, 0.25));
    }

    private void approveAndWatch() {
        examination.approve(camera.picture(now));
        assertEquals(List.of(), watch(10));
    }

    /** What was found in the last of some pictures. */
    private List<Reason> watch(int pictures) {
        List<Reason> found = List.of();
        for (int i = 0; i < pictures; i++) {
            found = reasons(camera.picture(now));
        }
        return found;
    }

    private List<Reason> reasons(LumaPicture picture) {
        return reasons(next(picture));
    }

    private List<Reason> reasons(Look look) {
        return examination.look(look).stream().map(Finding::reason).toList();
    }

    private Look next(LumaPicture picture) {
        now += 2;
        return new Look(picture, at(now), 0);
    }

    private static Instant at(double seconds) {
        return Instant.EPOCH.plusMillis((long) (seconds * 1000));
    }

    private LumaPicture changed(UnaryOperator<byte[]> change) {
        return changed(camera.picture(now), change);
    }

    private static LumaPicture changed(LumaPicture picture, UnaryOperator<byte[]> change) {
        return new LumaPicture(
                picture.width(), picture.height(), change.apply(picture.luma().clone()));
    }

    private static byte[] filled(byte[] luma, int level) {
        Arrays.fill(luma, (byte) level);
        return luma;
    }

    private static byte[] noisy(byte[] luma, double strength, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < luma.length; i++) {
            luma[i] = level((luma[i] & 0xff) + strength * random.nextGaussian());
        }
        return luma;
    }

    /** Out of focus by some pixels. */
    private static byte[] blurred(byte[] luma, int reach) {
        byte[] soft = luma;
        for (int pass = 0; pass < 4; pass++) {
            int step = pass % 2 == 0 ? 1 : SimulatedCamera.WIDTH;
            byte[] next = soft.clone();
            for (int i = reach * step; i < luma.length - reach * step; i++) {
                int sum = 0;
                for (int j = -reach; j <= reach; j++) {
                    sum += soft[i + j * step] & 0xff;
                }
                next[i] = (byte) (sum / (2 * reach + 1));
            }
            soft = next;
        }
        return soft;
    }

    /** All but the rims behind something soft and gray. */
    private static byte[] hand(byte[] luma, long seed) {
        for (int i = 0; i < luma.length; i++) {
            int y = i / SimulatedCamera.WIDTH;
            int x = i % SimulatedCamera.WIDTH;
            if (y > 14 && y < 166) {
                luma[i] = (byte) (90 + x / 8 + y / 9);
            }
        }
        return noisy(luma, 1.5, seed);
    }

    private static byte[] below(byte[] luma, boolean smeared) {
        int from = luma.length / 2;
        for (int i = from; i < luma.length; i++) {
            luma[i] = smeared ? luma[from - SimulatedCamera.WIDTH + i % SimulatedCamera.WIDTH] : (byte) 128;
        }
        return luma;
    }

    private static byte level(double luma) {
        return (byte) Math.max(0, Math.min(255, Math.round(luma)));
    }
}
