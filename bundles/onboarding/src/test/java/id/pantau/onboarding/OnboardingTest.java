package id.pantau.onboarding;

import static id.pantau.onboarding.House.camera;
import static id.pantau.onboarding.House.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Credentials;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.Reason;
import id.pantau.model.Receipt;
import id.pantau.model.RowState;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import id.pantau.spi.vendor.ProbeResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OnboardingTest {
    private static final Actor SARI = Actor.user("sari");

    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void start() throws Exception {
        house = new House(home);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void a_camera_goes_from_submission_to_live() throws Exception {
        Receipt receipt = house.json(submission("a", camera("GATE-07", "rtsp://10.20.0.7:554/ch1")));
        assertEquals(1, receipt.rows().size());
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        assertEquals("rtsp://10.20.0.7:554/ch1", house.drivers.loggedIn.get(0).toString());

        Camera camera = house.onboarding.approve(rowId(receipt, 0), SARI, "agreed by letter 7");
        assertEquals(RowState.REGISTERED, house.state(receipt, 0));
        assertEquals("GATE-07", camera.ref());
        assertEquals("hotel-anu-street-side", camera.point());
        assertEquals(ScriptedDrivers.RIGHT, house.city.logins.get(camera.id()));
        assertEquals(
                List.of(Fact.CAMERA_REGISTERED),
                house.facts.stream().map(Fact::type).toList());
        assertEquals(rowId(receipt, 0), house.facts.get(0).attributes().get("row"));

        house.city.states.put(camera.id(), CameraState.live(Instant.now()));
        awaitState(receipt, 0, RowState.LIVE);
    }

    @Test
    void a_camera_outside_its_partners_premises_is_refused_with_the_distance_and_the_others_go_on() throws Exception {
        house.city.premises.add(new Premises("bank-anu", "Cabang Nagoya", 1.1450, 104.0130, 300));
        house.city.premises.add(new Premises("bank-anu", "Menara", 1.1303, 104.0537, 150));
        house.city.premises.add(new Premises("hotel-anu", "Hotel", 1.1289, 104.0535, 20_000));
        String near = camera("GATE-08", "rtsp://10.20.0.8/ch1").replace("1.1289", "1.1295");
        Receipt receipt = house.json(submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1"), near));
        awaitState(receipt, 1, RowState.WAITING_APPROVAL);
        assertEquals(RowState.INVALID, house.state(receipt, 0));
        assertEquals(
                "latitude: Lokasi ini 158 m dari Menara, di luar wilayah mitra (radius 150 m).",
                house.submissions
                        .row(rowId(receipt, 0))
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .id());
    }

    @Test
    void the_same_submission_again_gets_the_same_receipt_and_costs_the_camera_nothing() throws Exception {
        String json = submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1"));
        Receipt first = house.json(json);
        awaitState(first, 0, RowState.WAITING_APPROVAL);
        assertEquals(first.id(), house.json(json).id());
        Receipt asCsv = house.csv("a", """
                publicConsent,scene,longitude,latitude,password,username,address,name,ref
                true,street,104.0535,1.1289,benar-123,admin,rtsp://10.20.0.7/ch1,"Hotel Anu, street side",GATE-07
                """);
        assertEquals(first.id(), asCsv.id());
        assertEquals(1, house.submissions.rows().size());
        assertEquals(1, house.drivers.loggedIn.size());
    }

    @Test
    void a_submission_is_the_same_after_the_city_has_changed_where_cameras_may_stand() throws Exception {
        String elsewhere = camera("GATE-08", "rtsp://10.20.0.8/ch1").replace("1.1289", "1.2");
        String json = submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1"), elsewhere);
        Receipt first = house.json(json);
        house.city.premises.add(new Premises("bank-anu", "Menara", 1.1289, 104.0535, 150));
        assertEquals(first.id(), house.json(json).id());
    }

    @Test
    void a_name_used_for_other_content_is_a_conflict_even_if_only_the_password_differs() throws Exception {
        String json = submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1"));
        house.json(json);
        SubmissionRefusedException refused =
                assertThrows(SubmissionRefusedException.class, () -> house.json(json.replace("benar-123", "lain-456")));
        assertEquals(Kind.CONFLICT, refused.kind());
    }

    @Test
    void what_is_kept_of_the_content_is_no_way_to_try_passwords() throws Exception {
        house.json(submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1")));
        String here = house.submissions.hashes.get("bank-anu/a");
        RawSubmission same = RawSubmission.of(
                "application/json",
                submission("a", camera("GATE-07", "rtsp://10.20.0.7/ch1"))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ContentHash.Running elsewhere = new ContentHash(new byte[32]).begin();
        elsewhere.add(RowCheck.check(same.rows().get(0), Grounds.ANYWHERE));
        assertNotEquals(elsewhere.hex(), here);
        assertEquals("rw-------", permissions(home.resolve("state/keys/onboarding.key")));
    }

    @Test
    void a_wrong_password_is_tried_once_and_never_again_by_itself() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7").replace("benar-123", "salah")));
        awaitState(receipt, 0, RowState.UNAUTHORIZED);
        assertEquals(1, house.drivers.loggedIn.size());
        assertTrue(row(receipt, 0).reason().isPresent());
        house.json(submission("a", camera("G", "10.20.0.7").replace("benar-123", "salah")));
        house.crash();
        house.start("10.0.0.0/8");
        Receipt other = house.json(submission("b", camera("H", "10.20.0.8")));
        awaitState(other, 0, RowState.WAITING_APPROVAL);
        assertEquals(
                1,
                house.drivers.loggedIn.stream()
                        .filter(e -> e.host().equals("10.20.0.7"))
                        .count());
    }

    @Test
    void a_camera_that_wants_a_login_and_got_none_is_not_even_asked() throws Exception {
        Receipt receipt = house.json(submission(
                "a", camera("G", "10.20.0.7").replace("\"admin\"", "null").replace("\"benar-123\"", "null")));
        awaitState(receipt, 0, RowState.UNAUTHORIZED);
        assertEquals(List.of(), house.drivers.loggedIn);
    }

    @Test
    void a_retry_probes_again_and_only_what_may_be_tried_again() throws Exception {
        house.drivers.answers.put("10.20.0.7", new ProbeResult.Unreachable("no answer"));
        house.drivers.answers.put("10.20.0.8", new ProbeResult.NotMine("a printer"));
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7"), camera("H", "10.20.0.8")));
        awaitState(receipt, 0, RowState.UNREACHABLE);
        awaitState(receipt, 1, RowState.UNRECOGNISED);
        house.drivers.unprotected("10.20.0.7");
        house.onboarding.retry(rowId(receipt, 0), SARI);
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        assertThrows(IllegalStateException.class, () -> house.onboarding.retry(rowId(receipt, 0), SARI));
        assertThrows(NoSuchElementException.class, () -> house.onboarding.retry("nothing", SARI));
    }

    @Test
    void rows_that_were_pending_when_the_process_died_are_worked_on_again() throws Exception {
        house.drivers.gate = new CountDownLatch(1);
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7"), camera("H", "10.20.0.8")));
        await().until(() -> house.drivers.probed.size() == 2);
        house.crash();
        assertTrue(house.state(receipt, 0).pending());
        house.drivers.gate.countDown();
        house.start("10.0.0.0/8");
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        awaitState(receipt, 1, RowState.WAITING_APPROVAL);
    }

    @Test
    void a_device_that_is_registered_already_is_a_duplicate() throws Exception {
        Receipt first = house.json(submission("a", camera("G", "rtsp://10.20.0.7/ch1")));
        awaitState(first, 0, RowState.WAITING_APPROVAL);
        Receipt second = house.json(submission("b", camera("H", "rtsp://10.20.0.7:554/ch1")));
        awaitState(second, 0, RowState.WAITING_APPROVAL);
        house.onboarding.approve(rowId(first, 0), SARI, "");
        Receipt third = house.json(submission("c", camera("I", "rtsp://10.20.0.7:554/ch1")));
        awaitState(third, 0, RowState.DUPLICATE);
        assertThrows(IllegalStateException.class, () -> house.onboarding.approve(rowId(second, 0), SARI, ""));
        assertEquals(RowState.DUPLICATE, house.state(second, 0));
    }

    @Test
    void another_partners_camera_is_a_duplicate_and_no_password_is_tried_on_it() throws Exception {
        house.city.partners.add(new id.pantau.model.Partner("hotel", "Hotel"));
        Receipt own = house.json(submission("a", camera("G", "rtsp://10.20.0.7/ch1")));
        awaitState(own, 0, RowState.WAITING_APPROVAL);
        house.onboarding.approve(rowId(own, 0), SARI, "");
        int before = house.drivers.loggedIn.size();
        Receipt other = hotel("b", "rtsp://10.20.0.7:554/ch1", "rtsp://10.20.0.7/other", "10.20.0.7");
        for (int i = 0; i < 3; i++) {
            awaitState(other, i, RowState.DUPLICATE);
        }
        assertEquals(before, house.drivers.loggedIn.size());
        Receipt elsewhere = hotel("c", "rtsp://10.20.0.7:8554/ch1");
        awaitState(elsewhere, 0, RowState.UNAUTHORIZED);
    }

    @Test
    void passwords_cannot_be_tried_in_a_row_on_a_device_by_any_number_of_submissions() throws Exception {
        house.city.partners.add(new id.pantau.model.Partner("hotel", "Hotel"));
        house.drivers.gate = new CountDownLatch(1);
        Receipt first = hotel("a", "rtsp://10.20.0.7/1", "rtsp://10.20.0.7/2", "rtsp://10.20.0.7/3");
        await().until(() -> house.drivers.probed.size() == 3);
        house.drivers.gate.countDown();
        for (int i = 0; i < 3; i++) {
            awaitState(first, i, RowState.UNAUTHORIZED);
        }
        assertEquals(LoginGuard.REFUSALS, house.drivers.loggedIn.size());
        Receipt right = house.json(submission("b", camera("G", "rtsp://10.20.0.7/ch1")));
        awaitState(right, 0, RowState.UNAUTHORIZED);
        assertTrue(row(right, 0).reason().orElseThrow().en().contains("try again after 20"));
        assertEquals(LoginGuard.REFUSALS, house.drivers.loggedIn.size());
    }

    /** A submission of the hotel's, with a password that no camera takes. */
    private Receipt hotel(String name, String... addresses) throws Exception {
        String[] cameras = new String[addresses.length];
        for (int i = 0; i < cameras.length; i++) {
            cameras[i] = camera("X" + name + i, addresses[i]).replace("benar-123", "salah");
        }
        byte[] body = submission(name, cameras).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return house.onboarding.submit("hotel", "application/json", "", body);
    }

    @Test
    void cameras_close_together_share_a_point_and_others_get_their_own() throws Exception {
        house.city.add(new Point("simpang-kabil", "Simpang Kabil", "", 1.1290, 104.0536), SARI);
        Receipt receipt = house.json(submission(
                "a",
                camera("G", "10.20.0.7"),
                camera("H", "10.20.0.8").replace("104.0535", "104.2"),
                camera("I", "10.20.0.9").replace("104.0535", "104.2001"),
                camera("J", "10.20.0.10").replace("104.0535", "104.3")));
        for (int i = 0; i < 4; i++) {
            awaitState(receipt, i, RowState.WAITING_APPROVAL);
        }
        List<String> points = receipt.rows().stream()
                .map(r -> house.onboarding.approve(r.id(), SARI, "").point())
                .toList();
        assertEquals(
                List.of("simpang-kabil", "hotel-anu-street-side", "hotel-anu-street-side", "hotel-anu-street-side-2"),
                points);
    }

    @Test
    void a_partner_that_is_asked_back_reads_the_question_and_its_row_can_be_tried_again_or_rejected() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7"), camera("H", "10.20.0.8")));
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        awaitState(receipt, 1, RowState.WAITING_APPROVAL);
        house.onboarding.ask(rowId(receipt, 0), SARI, "Apakah ini menghadap jalan?");
        house.onboarding.ask(rowId(receipt, 1), SARI, "Which gate?");
        assertEquals(RowState.NEEDS_INFORMATION, house.state(receipt, 0));
        assertEquals(
                "Apakah ini menghadap jalan?",
                house.onboarding
                        .receipt("bank-anu", receipt.id())
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .reason()
                        .orElseThrow()
                        .id());
        assertThrows(IllegalStateException.class, () -> house.onboarding.approve(rowId(receipt, 0), SARI, ""));
        house.onboarding.retry(rowId(receipt, 0), SARI);
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        house.onboarding.reject(rowId(receipt, 1), SARI, "no answer");
        assertEquals(RowState.REJECTED, house.state(receipt, 1));
        assertThrows(IllegalStateException.class, () -> house.onboarding.ask(rowId(receipt, 1), SARI, "?"));
    }

    @Test
    void what_is_not_waiting_can_be_neither_approved_nor_rejected() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7")));
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        house.onboarding.reject(rowId(receipt, 0), SARI, "not public space");
        assertEquals(RowState.REJECTED, house.state(receipt, 0));
        assertEquals(Credentials.NONE, house.submissions.credentials(rowId(receipt, 0)));
        assertThrows(IllegalStateException.class, () -> house.onboarding.approve(rowId(receipt, 0), SARI, ""));
        assertThrows(IllegalStateException.class, () -> house.onboarding.reject(rowId(receipt, 0), SARI, ""));
        assertThrows(NoSuchElementException.class, () -> house.onboarding.approve("nothing", SARI, ""));
        assertThrows(NoSuchElementException.class, () -> house.onboarding.reject("nothing", SARI, ""));
    }

    @Test
    void a_camera_without_pictures_is_dead_after_a_minute_and_may_rise_again() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7")));
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        Camera camera = house.onboarding.approve(rowId(receipt, 0), SARI, "");
        house.city.states.put(camera.id(), CameraState.offline(Reason.NO_VIDEO, "", Instant.now()));
        OnboardingRow row = row(receipt, 0);
        synchronized (house.submissions) {
            house.submissions.put(
                    row,
                    RowState.REGISTERED,
                    Optional.empty(),
                    row.camera(),
                    Instant.now().minus(LiveWatch.PATIENCE).minusSeconds(1));
        }
        awaitState(receipt, 0, RowState.DEAD);
        assertEquals(Reason.NO_VIDEO.text(), row(receipt, 0).reason().orElseThrow());

        house.city.states.put(camera.id(), CameraState.live(Instant.now()));
        Fact fact = new Fact(Fact.STATUS_CHANGED, camera.id(), Instant.now(), Map.of("status", "live"));
        house.camel.createProducerTemplate().sendBody(Facts.topic(Fact.STATUS_CHANGED), fact);
        awaitState(receipt, 0, RowState.LIVE);
    }

    @Test
    void while_no_network_is_allowed_every_address_is_refused_naming_the_key() throws Exception {
        house.crash();
        house.start();
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7")));
        awaitState(receipt, 0, RowState.INVALID);
        assertTrue(row(receipt, 0).reason().orElseThrow().en().contains("networks in etc/id.pantau.onboarding.cfg"));
        assertEquals(List.of(), house.drivers.probed);
    }

    @Test
    void an_address_outside_the_networks_is_never_contacted() throws Exception {
        Receipt receipt = house.json(submission(
                "a",
                camera("A", "http://169.254.169.254/latest"),
                camera("B", "http://192.168.1.1"),
                camera("C", "http://127.0.0.1:8181/"),
                camera("D", "rtsp://[::1]/"),
                camera("E", "rtsp://[::ffff:8.8.8.8]/"),
                camera("F", "0.0.0.0"),
                camera("G", "http://0177.0.0.1/"),
                camera("H", "rtsp://127.0.0.1:8554/ok")));
        for (int i = 0; i < 7; i++) {
            awaitState(receipt, i, RowState.INVALID);
            assertTrue(row(receipt, i).reason().orElseThrow().en().startsWith("address: "));
        }
        awaitState(receipt, 7, RowState.WAITING_APPROVAL);
        assertEquals(
                List.of("rtsp://127.0.0.1:8554/ok"),
                house.drivers.probed.stream().map(Object::toString).toList());
        assertFalse(house.submissions.rows().toString().contains("benar-123"));
    }

    private void awaitState(Receipt receipt, int index, RowState state) {
        await().until(() -> house.state(receipt, index), state::equals);
    }

    private OnboardingRow row(Receipt receipt, int index) {
        return house.submissions.row(rowId(receipt, index)).orElseThrow();
    }

    private static String rowId(Receipt receipt, int index) {
        return receipt.rows().get(index).id();
    }

    private static String permissions(Path file) throws Exception {
        return java.nio.file.attribute.PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(file));
    }
}
