package id.pantau.rtsp.hazard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.EncodedClip;
import id.pantau.rtsp.GStreamerCamera;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspPull;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pull over a line, or from a camera, that")
class HazardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long PICTURE_TICKS = 9_000;
    private static final long HOURS = 5L * 3600 * 90_000;

    private final RtspClient client = new RtspClient(
            new RtspClientOptions(1, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(2), "test"));

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private RtspServer server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = RtspServer.start();
        server.mount("/live", VideoClip.smallTestCard());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        relay.close();
        server.close();
    }

    @Test
    @DisplayName("stamps one picture hours off goes on evenly")
    void goesOnEvenlyPastOneOutlier() throws IOException {
        pull(() -> Impairment.oneOff(7, HOURS));
        assertEven(30, 0);
    }

    @Test
    @DisplayName("sets its clock by hours goes on evenly: three pictures are clamped, and then it is believed")
    void goesOnEvenlyPastNewClock() throws IOException {
        long pause = 90_000;
        pull(() -> Impairment.jump(8, HOURS, 20, pause));
        await().atMost(PATIENCE).until(() -> heard.units.size() > 30 || !heard.failures.isEmpty());
        for (int i = 1; i < 30; i++) {
            long step = heard.units.get(i).pts() - heard.units.get(i - 1).pts();
            boolean paused = step == PICTURE_TICKS + pause;
            assertTrue(step == PICTURE_TICKS || paused && i > 15, "picture " + i + " after " + step);
        }
        long all = heard.units.get(29).pts() - heard.units.get(0).pts();
        assertEquals(29 * PICTURE_TICKS + pause, all, "a pause by the new clock is believed");
    }

    @Test
    @DisplayName("states times from which no decoding time can be derived goes on, and decoding times rise")
    void goesOnWithoutDecodingTimes() throws Exception {
        GStreamerCamera.requirePackages("ffmpeg");
        byte[] film = EncodedClip.make(folder, "320x180", 25, 2, "-c:v libx264 -preset ultrafast -bf 2 -g 25");
        server.mount("/live", VideoClip.readMp4(new ByteArrayInputStream(film)));
        pull(() -> Impairment.oneOff(3, -40_000));
        await().atMost(PATIENCE).until(() -> heard.units.size() > 60 || !heard.failures.isEmpty());
        for (int i = 1; i < 60; i++) {
            assertTrue(heard.units.get(i).dts() > heard.units.get(i - 1).dts());
        }
    }

    @Test
    @DisplayName("has a clock that goes twice as fast is not cut off")
    void isNotCutOffByDrift() throws IOException {
        pull(() -> Impairment.drift(2));
        assertEven(20, PICTURE_TICKS);
        assertTrue(heard.failures.isEmpty());
    }

    @Test
    @DisplayName("loses packets shows only pictures that can be decoded")
    void showsOnlyWhatCanBeDecoded() throws IOException {
        pull(() -> Impairment.loss(17));
        await().atMost(PATIENCE).until(() -> heard.units.size() > 30);
        assertIntact();
    }

    @Test
    @DisplayName("cuts packets short shows only pictures that are built as such")
    void survivesTruncation() throws IOException {
        pull(() -> Impairment.truncation(9));
        await().atMost(PATIENCE).until(() -> heard.units.size() > 20);
        assertTrue(heard.failures.isEmpty());
        heard.units.forEach(unit -> nalUnits(unit.data()));
    }

    @Test
    @DisplayName("swaps packets shows only pictures that can be decoded")
    void survivesReordering() throws IOException {
        pull(() -> Impairment.reorder(23));
        await().atMost(PATIENCE).until(() -> heard.units.size() > 20);
        assertIntact();
    }

    @Test
    @DisplayName(
            "stalls inside of a packet, its connection open, is given up as silent, and is there again when opened again")
    void isGivenUpAsSilent() throws IOException {
        int[] connections = {0};
        pull(() -> ++connections[0] == 1 ? Impairment.stall(20) : Impairment.none());
        await().atMost(PATIENCE).until(() -> !heard.failures.isEmpty());
        assertEquals(RtspFailure.Kind.SILENT, heard.failures.get(0).kind());
        int before = heard.units.size();
        client.open(relay.uri(), null, heard);
        await().atMost(PATIENCE).until(() -> heard.units.size() > before + 5);
    }

    @Test
    @DisplayName("changes its parameter sets at every key picture is announced once for each change")
    void isAnnouncedOncePerChange() throws IOException {
        pull(Impairment::flippedSps);
        await().atMost(PATIENCE).until(() -> heard.formats.size() >= 4);
        for (int i = 1; i < heard.formats.size(); i++) {
            assertFalse(heard.formats.get(i).equals(heard.formats.get(i - 1)), "announced though nothing changed");
        }
        assertTrue(heard.failures.isEmpty());
    }

    @Test
    @DisplayName("is closed has had one connection, and is taken leave of")
    void isOneConnection() throws IOException {
        RtspPull pull = pull(Impairment::none);
        await().atMost(PATIENCE).until(() -> heard.units.size() > 5);
        assertEquals(1, server.connectionsAccepted());
        pull.close();
        await().atMost(PATIENCE).until(() -> server.requests("TEARDOWN") == 1);
        await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
    }

    private RtspPull pull(Supplier<Impairment> impairment) throws IOException {
        relay = new Relay(server.uri("/live"), impairment);
        return client.open(relay.uri(), null, heard);
    }

    /** Pictures of 10 per second follow each other evenly, but for what a guess of their distance may be wrong. */
    private void assertEven(int pictures, long tolerance) {
        await().atMost(PATIENCE).until(() -> heard.units.size() > pictures || !heard.failures.isEmpty());
        for (int i = 1; i < pictures; i++) {
            long step = heard.units.get(i).pts() - heard.units.get(i - 1).pts();
            assertEquals(PICTURE_TICKS, step, tolerance, "picture " + i);
        }
    }

    /** Every picture is one that the clip has, and follows its predecessor in the clip or is a key picture. */
    private void assertIntact() {
        assertTrue(heard.failures.isEmpty());
        for (int i = 1; i < heard.units.size(); i++) {
            AccessUnit unit = heard.units.get(i);
            long step = unit.pts() - heard.units.get(i - 1).pts();
            assertTrue(unit.key() || step == PICTURE_TICKS, "a picture without the one before it: " + step);
            nalUnits(unit.data());
        }
    }

    private static void nalUnits(ByteBuffer data) {
        ByteBuffer rest = data.duplicate();
        while (rest.hasRemaining()) {
            int length = rest.getInt();
            assertTrue(length > 0 && length <= rest.remaining());
            rest.position(rest.position() + length);
        }
    }

    private static final class Heard implements PullListener {
        final List<VideoFormat> formats = new CopyOnWriteArrayList<>();
        final List<AccessUnit> units = new CopyOnWriteArrayList<>();
        final List<RtspFailure> failures = new CopyOnWriteArrayList<>();

        @Override
        public void playing(VideoFormat format) {
            formats.add(format);
        }

        @Override
        public void accessUnit(AccessUnit unit) {
            ByteBuffer copy = ByteBuffer.allocate(unit.data().remaining())
                    .put(unit.data().duplicate())
                    .flip();
            units.add(new AccessUnit(copy, unit.dts(), unit.pts(), unit.key(), unit.arrival()));
        }

        @Override
        public void closed(RtspFailure failure) {
            failures.add(failure);
        }
    }
}
