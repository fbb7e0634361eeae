package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.CameraRequest;
import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Preview;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.service.PictureReader;
import id.pantau.service.Snapshot;
import id.pantau.service.Stills;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Recognition;
import id.pantau.spi.vendor.CameraException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of a camera that waits for approval")
class PreviewerTest {
    private static final Actor SARI = Actor.user("sari");
    private static final Credentials LOGIN = new Credentials("admin", "benar-123");
    private static final SceneGuess OUTDOOR =
            new SceneGuess(SceneGuess.Kind.OUTDOOR, List.of(new Text("langit biru", "blue sky")));

    private final MemorySubmissions submissions = new MemorySubmissions(new MemoryCity());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Ticking clock = new Ticking();
    private final Camera camera = new Camera();
    private List<String> networks = List.of("10.0.0.0/8");
    private Path folder;
    private Gallery gallery;
    private Previewer previewer;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary.resolve("previews");
        gallery = new Gallery(folder);
        previewer = new Previewer(
                gallery, submissions, () -> new Networks(networks, List.of()), new LoginGuard(clock), camera, clock);
    }

    @AfterEach
    void stop() {
        previewer.close();
    }

    @Test
    @DisplayName("one picture is taken with its login and kept where only the owner can look, also over a restart")
    void taken() throws Exception {
        OnboardingRow row = waiting("A");
        previewer.look();
        await().until(() -> preview(row).takenAt().isPresent());
        previewer.look();
        assertEquals(List.of("rtsp 10.0.0.1 admin 1"), asked, "the checked address, once");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));

        Gallery again = new Gallery(folder);
        assertEquals(
                Optional.of(OUTDOOR),
                again.find(row.id()).orElseThrow().preview().guess());
        assertEquals(3, again.picture(row.id()).orElseThrow().jpeg().remaining());
    }

    @Test
    @DisplayName("that sends nothing, one more picture is tried after a rest, and then it is said why there is none")
    void triedTwice() throws Exception {
        camera.failure = CameraException.Kind.UNREACHABLE;
        OnboardingRow row = waiting("A");
        for (int tries = 1; tries <= 3; tries++) {
            previewer.look();
            int expected = Math.min(tries, 2);
            await().until(() ->
                    gallery.find(row.id()).filter(h -> h.tries() == expected).isPresent());
            clock.pass(Duration.ofSeconds(31));
        }
        assertEquals(2, asked.size());
        assertTrue(preview(row).problem().orElseThrow().en().contains("sent no picture"));
    }

    @Test
    @DisplayName("that refuses the login, nothing is tried again: accounts get locked")
    void refused() throws Exception {
        camera.failure = CameraException.Kind.UNAUTHORIZED;
        OnboardingRow row = waiting("A");
        previewer.look();
        await().until(() -> preview(row).problem().isPresent());
        clock.pass(Duration.ofDays(1));
        previewer.look();
        assertEquals(1, asked.size());
    }

    @Test
    @DisplayName("of a recorder that refuses the login, no more channels are tried than would lock its account")
    void recorder() throws Exception {
        camera.failure = CameraException.Kind.UNAUTHORIZED;
        List<OnboardingRow> channels = new ArrayList<>();
        for (int channel = 1; channel <= 8; channel++) {
            channels.add(waiting("CH-" + channel));
        }
        previewer.look();
        await().until(() ->
                channels.stream().allMatch(row -> preview(row).problem().isPresent()));
        assertEquals(LoginGuard.REFUSALS, asked.size());
    }

    @Test
    @DisplayName("that fails in a way that nobody foresaw, it is left alone for some minutes")
    void unforeseen() throws Exception {
        camera.broken = true;
        waiting("A");
        previewer.look();
        await().until(() -> asked.size() == 1);
        clock.pass(Duration.ofMinutes(4));
        await().during(Duration.ofMillis(300)).until(() -> {
            previewer.look();
            return asked.size() == 1;
        });
        clock.pass(Duration.ofMinutes(2));
        previewer.look();
        await().until(() -> asked.size() == 2);
    }

    @Test
    @DisplayName("whose address is no longer allowed, nothing is asked")
    void outsideNetworks() throws Exception {
        networks = List.of("192.168.0.0/16");
        OnboardingRow row = waiting("A");
        previewer.look();
        await().until(() -> preview(row).problem().isPresent());
        assertEquals(List.of(), asked);
    }

    @Test
    @DisplayName("a new picture is taken when it was probed again, for it may be another device now")
    void probedAgain() throws Exception {
        OnboardingRow row = waiting("A");
        previewer.look();
        await().until(() -> preview(row).takenAt().isPresent());
        clock.pass(Duration.ofMinutes(1));
        submissions.put(row, RowState.WAITING_APPROVAL, Optional.empty(), Optional.empty(), clock.instant());
        clock.pass(Duration.ofSeconds(1));
        previewer.look();
        await().until(() -> asked.size() == 2);
    }

    @Test
    @DisplayName("nothing is tried where nothing can be decoded, and that is said")
    void noDecoder() throws Exception {
        camera.unable = Optional.of("no FFmpeg for this machine");
        OnboardingRow row = waiting("A");
        previewer.look();
        assertEquals(Optional.of(Previewer.NO_DECODER), previewer.obstacle());
        assertEquals(Optional.empty(), gallery.find(row.id()));
    }

    @Test
    @DisplayName("the picture is gone a week after the decision, and not before")
    void removed() throws Exception {
        OnboardingRow row = waiting("A");
        previewer.look();
        await().until(() -> preview(row).takenAt().isPresent());
        submissions.put(row, RowState.REJECTED, Optional.empty(), Optional.empty(), clock.instant());
        clock.pass(Duration.ofDays(6));
        previewer.tidy();
        assertTrue(gallery.find(row.id()).isPresent());
        clock.pass(Duration.ofDays(2));
        previewer.tidy();
        assertEquals(Optional.empty(), gallery.find(row.id()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private Preview preview(OnboardingRow row) {
        return gallery.find(row.id()).map(Gallery.Hung::preview).orElse(Preview.NONE);
    }

    private OnboardingRow waiting(String ref) throws Exception {
        CameraRequest request = new CameraRequest(
                ref, "Kamera", Endpoint.parse("rtsp://10.0.0.1/a"), LOGIN, 1.1, 104, Scene.STREET, true);
        String row = submissions
                .accept("bank-anu", ref, ref, List.of(new NewRow(1, ref, Optional.of(request), Optional.empty())), SARI)
                .rows()
                .get(0)
                .id();
        submissions.recognised(row, new Recognition("rtsp", "1", "rtsp://10.0.0.1/a", ""));
        OnboardingRow received = submissions.row(row).orElseThrow();
        submissions.put(received, RowState.WAITING_APPROVAL, Optional.empty(), Optional.empty(), clock.instant());
        return submissions.row(row).orElseThrow();
    }

    /** What answers there, and what decodes it. */
    private final class Camera implements Previewer.Studio, Stills, PictureReader {
        volatile CameraException.Kind failure;
        volatile boolean broken;
        volatile Optional<String> unable = Optional.empty();

        @Override
        public Stills stills() {
            return this;
        }

        @Override
        public PictureReader reader() {
            return this;
        }

        @Override
        public Map<String, Snapshot> others(OnboardingRow row) {
            return Map.of();
        }

        @Override
        public CodedPicture take(String vendor, Endpoint endpoint, Credentials credentials, String channel)
                throws CameraException {
            asked.add(vendor + " " + endpoint.host() + " " + credentials.user() + " " + channel);
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            if (failure != null) {
                throw new CameraException(failure, "no");
            }
            return new CodedPicture(CodedPicture.Form.JPEG, ByteBuffer.wrap(new byte[] {1, 2, 3}), clock.instant());
        }

        @Override
        public Optional<String> problem() {
            return unable;
        }

        @Override
        public Optional<Reading> read(CodedPicture picture, List<Snapshot> others) {
            return Optional.of(new Reading(new Snapshot(picture.bytes(), picture.takenAt()), OUTDOOR, List.of()));
        }
    }

    private static final class Ticking extends Clock {
        private volatile Instant now = Instant.parse("2026-11-29T03:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
