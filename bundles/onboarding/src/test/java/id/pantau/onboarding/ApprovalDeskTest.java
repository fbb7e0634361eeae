package id.pantau.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Consideration;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Neighbour;
import id.pantau.model.Neighbour.Relation;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.PremisesDistance;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.SceneGuess;
import id.pantau.model.Warning;
import id.pantau.service.Snapshot;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Recognition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who decides on a waiting camera is told")
class ApprovalDeskTest {
    private static final Actor SARI = Actor.user("sari");
    private static final double LATITUDE = 1.1289;
    private static final double LONGITUDE = 104.0535;

    /** Of latitude. */
    private static final double METRE = 1 / 111_195.0;

    private static final Snapshot PICTURE = new Snapshot(ByteBuffer.wrap(new byte[] {1, 2, 3}), Instant.now());
    private static final SceneGuess UNTOLD = new SceneGuess(SceneGuess.Kind.UNKNOWN, List.of());

    private final MemoryCity city = new MemoryCity();
    private final MemorySubmissions submissions = new MemorySubmissions(city);
    private Gallery gallery;

    @BeforeEach
    void hang(@TempDir Path folder) throws Exception {
        gallery = new Gallery(folder);
    }

    @Test
    @DisplayName("how far it is from its partner's nearest place, and whether that is outside")
    void premises() throws Exception {
        OnboardingRow row = waiting("bank-anu", "A", 100, "rtsp://10.0.0.1/a", "");
        assertEquals(Optional.empty(), consider(row).premises(), "a partner without premises");

        city.premises.add(new Premises("bank-anu", "Menara", LATITUDE, LONGITUDE, 150));
        city.premises.add(new Premises("bank-anu", "Cabang", LATITUDE + 1, LONGITUDE, 150));
        assertEquals(
                Optional.of(new PremisesDistance(city.premises.get(0), 100)),
                consider(row).premises());
        assertEquals(List.of(), consider(row).warnings());

        city.premises.set(0, new Premises("bank-anu", "Menara", LATITUDE, LONGITUDE, 99));
        assertEquals(List.of(Warning.OUTSIDE_PREMISES), consider(row).warnings(), "its premises shrank since");
    }

    @Test
    @DisplayName("which cameras stand close by, registered or waiting, the nearest first, and no farther ones")
    void near() throws Exception {
        city.add(new Point("simpang", "Simpang", "", LATITUDE + 20 * METRE, LONGITUDE), SARI);
        Camera registered = camera("rtsp://10.0.9.1/x", "1");
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        OnboardingRow close = waiting("hotel-b", "B", -12, "rtsp://10.0.0.2/a", "");
        waiting("hotel-b", "C", 31, "rtsp://10.0.0.3/a", "");

        List<Neighbour> neighbours = consider(row).neighbours();
        assertEquals(
                List.of(close.id(), registered.id()),
                neighbours.stream().map(Neighbour::id).toList());
        assertEquals(
                List.of(12L, 20L), neighbours.stream().map(Neighbour::metres).toList());
        assertTrue(neighbours.stream().allMatch(n -> n.relation() == Relation.NEAR));
        assertEquals(List.of(), consider(row).warnings(), "cameras may stand side by side");
    }

    @Test
    @DisplayName("that the same camera waits already, wherever the other partner says it stands")
    void sameAddress() throws Exception {
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        OnboardingRow again = waiting("hotel-b", "B", 5_000, "rtsp://10.0.0.1:554/a", "");
        OnboardingRow channel = waiting("hotel-b", "C", 5_000, "rtsp://10.0.0.1/b", "");
        assertEquals(
                List.of(Relation.SAME_CAMERA, Relation.SAME_DEVICE),
                consider(row).neighbours().stream().map(Neighbour::relation).toList());
        assertEquals(
                List.of(again.id(), channel.id()),
                consider(row).neighbours().stream().map(Neighbour::id).toList());
        assertEquals(List.of(Warning.SAME_CAMERA), consider(row).warnings());
        assertEquals(List.of(), consider(channel).warnings(), "another path is another camera");
    }

    @Test
    @DisplayName("that a camera of this serial number is registered at another address")
    void sameSerial() throws Exception {
        city.add(new Point("simpang", "Simpang", "", LATITUDE + 1, LONGITUDE), SARI);
        OnboardingRow first = waiting("hotel-b", "B", 5_000, "rtsp://10.0.0.1/a", "DS-2CD-0042");
        Camera camera = submissions.register(first.id(), camera("rtsp://10.0.0.1/a", "1"), Optional.empty(), SARI, "");
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.7.7/a", "DS-2CD-0042");
        Neighbour same = consider(row).neighbours().get(0);
        assertEquals(camera.id(), same.id());
        assertTrue(same.registered());
        assertEquals(Relation.SAME_CAMERA, same.relation());
        assertEquals(List.of(Warning.SAME_CAMERA), consider(row).warnings());
    }

    @Test
    @DisplayName("which of a partner's waiting cameras have nothing against them")
    void withoutWarnings() throws Exception {
        OnboardingRow fine = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        waiting("bank-anu", "B", 0, "rtsp://10.0.0.2/a", "");
        OnboardingRow other = waiting("hotel-b", "C", 0, "rtsp://10.0.0.2/a", "");
        assertEquals(List.of(fine), desk().waiting(Optional.empty(), true));
        assertEquals(List.of(other), desk().waiting(Optional.of("hotel-b"), false));
        assertEquals(List.of(), desk().waiting(Optional.of("hotel-b"), true));
    }

    @Test
    @DisplayName("what it seems to show, where that is not what was declared")
    void otherScene() throws Exception {
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        assertEquals(List.of(), consider(row).warnings());
        picture(row.id(), SceneGuess.Kind.OUTDOOR);
        assertEquals(List.of(), consider(row).warnings(), "a street is outdoors");
        picture(row.id(), SceneGuess.Kind.INDOOR);
        assertEquals(List.of(Warning.OTHER_SCENE), consider(row).warnings());
    }

    @Test
    @DisplayName("that a camera close by shows the same, whichever picture was taken first")
    void sameView() throws Exception {
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        OnboardingRow close = waiting("hotel-b", "B", 10, "rtsp://10.0.0.2/a", "");
        gallery.hang(close.id(), Instant.now(), PICTURE, UNTOLD, Set.of(row.id()));
        assertEquals(List.of(Warning.SAME_VIEW), consider(row).warnings());
        assertEquals(List.of(Warning.SAME_VIEW), consider(close).warnings());
        assertTrue(consider(row).neighbours().get(0).sameView());
    }

    @Test
    @DisplayName("that there is no picture, and that nothing here can make one")
    void noPicture() throws Exception {
        OnboardingRow row = waiting("bank-anu", "A", 0, "rtsp://10.0.0.1/a", "");
        gallery.remove(row.id());
        assertEquals(List.of(Warning.NO_PICTURE), consider(row).warnings());
        assertEquals(Optional.of(Previewer.NO_DECODER), consider(row).preview().problem());
    }

    private void picture(String row, SceneGuess.Kind kind) throws Exception {
        gallery.hang(row, Instant.now(), PICTURE, new SceneGuess(kind, List.of()), Set.of());
    }

    private Consideration consider(OnboardingRow row) {
        return desk().of(List.of(row)).get(0);
    }

    /** One that has not looked around yet. */
    private ApprovalDesk desk() {
        return new ApprovalDesk(
                new ApprovalDesk.Registry(
                        submissions, city.registeredCameras(), city.knownPoints(), city.knownPartners(), new NoViews()),
                new Networks(List.of("10.0.0.0/8"), List.of()),
                gallery,
                new LoginGuard(),
                Clock.systemUTC());
    }

    private Camera camera(String address, String channel) {
        return city.add(
                new Camera(
                        "",
                        "Simpang",
                        "simpang",
                        "hotel-b",
                        "X",
                        "rtsp",
                        Endpoint.parse(address),
                        channel,
                        Scene.STREET,
                        true),
                Credentials.NONE,
                SARI,
                "");
    }

    /** @param north metres */
    private OnboardingRow waiting(String partner, String ref, double north, String address, String serial)
            throws Exception {
        CameraRequest asked = new CameraRequest(
                ref,
                "Kamera " + ref,
                Endpoint.parse(address),
                Credentials.NONE,
                LATITUDE + north * METRE,
                LONGITUDE,
                Scene.STREET,
                true);
        String row = submissions
                .accept(
                        partner,
                        "s-" + ref,
                        ref,
                        List.of(new NewRow(1, ref, Optional.of(asked), Optional.empty())),
                        SARI)
                .rows()
                .get(0)
                .id();
        submissions.recognised(row, new Recognition("rtsp", "1", address, serial));
        submissions.advance(row, RowState.RECEIVED, RowState.WAITING_APPROVAL, Optional.empty(), SARI, "");
        picture(row, SceneGuess.Kind.UNKNOWN);
        return submissions.row(row).orElseThrow();
    }
}
