package id.pantau.registry;

import static id.pantau.registry.Registry.BANK;
import static id.pantau.registry.Registry.LOGIN;
import static id.pantau.registry.Registry.SARI;
import static id.pantau.registry.Registry.SQUARE;
import static id.pantau.registry.Registry.SYSTEM;
import static id.pantau.registry.Registry.camera;
import static id.pantau.registry.Registry.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.AuditEntry;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Receipt;
import id.pantau.model.Role;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.service.CameraListener;
import id.pantau.service.SubmissionConflictException;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Recognition;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry promises, on whatever database. */
abstract class RegistryContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    @TempDir
    Path state;

    private DataSource source;
    private Registry registry;

    /** A new empty database; every call another. */
    abstract DataSource emptyDatabase(Path folder) throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        source = emptyDatabase(state);
        registry = new Registry(source, state).furnished();
    }

    private Registry reopened() throws SQLException {
        return new Registry(source, state);
    }

    private List<String> actions() {
        return registry.audit.newest(100).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " " + entry.why())
                .toList();
    }

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
    @DisplayName("a removed camera takes its publication and its login with it, and leaves its audit entries")
    void cameraRemoved() throws SQLException {
        Camera added = registry.addCamera("A");
        publish(added, Stand.PUBLIC, Optional.empty());
        assertTrue(registry.cameras.remove(added.id(), SARI, "contract ended"));
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

    @Test
    @DisplayName("a partner is there once, and another one cannot take its name")
    void partners() {
        Partner partner = new Partner("bank-anu", "Bank Anu");
        registry.partners.add(partner, SARI);
        assertEquals(List.of(partner), registry.partners.all());
        Partner other = new Partner("bank-anu", "Bank Lain");
        assertThrows(IllegalStateException.class, () -> registry.partners.add(other, SARI));
        assertEquals(Optional.of(partner), registry.partners.find("bank-anu"));
        assertEquals(Optional.empty(), registry.partners.find("x"));
    }

    @Test
    @DisplayName("a partner's keys open until they are revoked, and no other key does")
    void partnerKeys() throws SQLException {
        String first = registry.partners.newKey("bank-anu", false, SARI);
        String second = registry.partners.newKey("bank-anu", false, SARI);
        assertTrue(first.matches("pk_[0-9a-f]{64}"));
        assertNotEquals(first, second);
        Optional<Partner> bank = registry.partners.find("bank-anu");
        assertEquals(bank, reopened().partners.authenticate(first));
        assertEquals(bank, registry.partners.authenticate(second));
        String third = registry.partners.newKey("bank-anu", true, SARI);
        assertEquals(Optional.empty(), registry.partners.authenticate(first));
        assertEquals(Optional.empty(), registry.partners.authenticate(second));
        assertEquals(bank, registry.partners.authenticate(third));
        assertEquals(Optional.empty(), registry.partners.authenticate(third + "0"));
        assertEquals(Optional.empty(), registry.partners.authenticate(""));
        assertThrows(NoSuchElementException.class, () -> registry.partners.newKey("x", false, SARI));
        assertTrue(actions().stream().noneMatch(entry -> entry.contains("pk_")));
    }

    @Test
    @DisplayName("there is no user until one is added, who then logs in with the password and nothing else")
    void users() throws SQLException {
        assertEquals(List.of(), registry.users.all());
        assertEquals(-1, registry.users.version("sari"));
        User sari = new User("sari", Role.OPERATOR);
        registry.users.add(sari, "correct horse", SARI);
        assertEquals(Optional.of(sari), reopened().users.authenticate("sari", "correct horse"));
        assertEquals(Optional.empty(), registry.users.authenticate("sari", "correct horsE"));
        assertEquals(Optional.empty(), registry.users.authenticate("sari", ""));
        assertEquals(Optional.empty(), registry.users.authenticate("nobody", "correct horse"));
        assertThrows(IllegalStateException.class, () -> registry.users.add(sari, "correct horse", SARI));
        assertEquals(List.of(sari), registry.users.all());
        assertEquals("user:sari user:add sari operator", actions().get(0));
    }

    @Test
    @DisplayName("a new password, a removal and a new user of an old name each end the open logins")
    void openLogins() throws SQLException {
        User sari = new User("sari", Role.VIEWER);
        registry.users.add(sari, "correct horse", SARI);
        long first = registry.users.version("sari");
        assertEquals(Optional.of(sari), reopened().users.current("sari", first));
        registry.users.changePassword("sari", "battery staple", SARI);
        assertEquals(Optional.empty(), registry.users.current("sari", first));
        long second = registry.users.version("sari");
        assertEquals(Optional.of(sari), registry.users.current("sari", second));
        assertTrue(registry.users.remove("sari", SARI));
        assertFalse(registry.users.remove("sari", SARI));
        assertEquals(Optional.empty(), registry.users.current("sari", second));
        registry.users.add(sari, "battery staple", SARI);
        assertEquals(Optional.empty(), registry.users.current("sari", first));
        assertEquals(Optional.empty(), registry.users.current("sari", second));
    }

    @Test
    @DisplayName("a password that is too short is refused without being repeated")
    void shortPassword() {
        User sari = new User("sari", Role.VIEWER);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> registry.users.add(sari, "elevenchars", SARI));
        assertFalse(refused.getMessage().contains("elevenchars"));
        assertEquals(List.of(), registry.users.all());
        assertThrows(NoSuchElementException.class, () -> registry.users.changePassword("x", "correct horse", SARI));
    }

    @Test
    @DisplayName("a submission gets a receipt with its rows, the same one when it comes again")
    void submission() throws Exception {
        Text problem = new Text("salah", "wrong");
        NewRow invalid = new NewRow(4, "", Optional.empty(), Optional.of(problem));
        List<NewRow> rows = List.of(row(2, "A"), row(3, "B"), invalid);
        Receipt receipt = registry.submissions.accept("bank-anu", "2026-11-a", "hash", rows, BANK);
        assertEquals(receipt, registry.submissions.accept("bank-anu", "2026-11-a", "hash", rows, BANK));
        assertEquals(Optional.of(receipt), reopened().submissions.receipt("bank-anu", receipt.id()));
        assertEquals(Optional.empty(), registry.submissions.receipt("other", receipt.id()));
        assertEquals(receipt.rows(), registry.submissions.rows());
        assertEquals(
                List.of(2, 3, 4),
                receipt.rows().stream().map(OnboardingRow::row).toList());
        assertEquals(
                List.of(RowState.RECEIVED, RowState.RECEIVED, RowState.INVALID),
                receipt.rows().stream().map(OnboardingRow::state).toList());
        assertEquals(Optional.of(problem), receipt.rows().get(2).reason());
        OnboardingRow first = receipt.rows().get(0);
        assertEquals("10.20.0.7:554", first.request().orElseThrow().endpoint().toString());
        assertEquals(Credentials.NONE, first.request().orElseThrow().credentials());
        assertEquals(LOGIN, reopened().submissions.credentials(first.id()));
        assertEquals(
                "partner:bank-anu onboarding:submit " + receipt.id() + " ",
                actions().get(0));
    }

    @Test
    @DisplayName("other content under the same name is a conflict and changes nothing")
    void conflict() throws Exception {
        Receipt receipt = registry.submissions.accept("bank-anu", "s", "hash", List.of(row(1, "A")), BANK);
        assertThrows(
                SubmissionConflictException.class,
                () -> registry.submissions.accept("bank-anu", "s", "other", List.of(row(1, "B")), BANK));
        assertEquals(receipt.rows(), registry.submissions.rows());
    }

    @Test
    @DisplayName("a partner that does not exist cannot submit")
    void unknownPartner() {
        assertThrows(
                NoSuchElementException.class,
                () -> registry.submissions.accept("nobody", "s", "hash", List.of(row(1, "A")), BANK));
    }

    @Test
    @DisplayName("a ref that is registered, waiting or repeated makes the row a duplicate without a login")
    void duplicates() throws Exception {
        registry.addCamera("REGISTERED");
        registry.submissions.accept("bank-anu", "first", "h1", List.of(row(1, "WAITING")), BANK);
        Receipt second = registry.submissions.accept(
                "bank-anu",
                "second",
                "h2",
                List.of(row(1, "REGISTERED"), row(2, "WAITING"), row(3, "NEW"), row(4, "NEW")),
                BANK);
        assertEquals(
                List.of(RowState.DUPLICATE, RowState.DUPLICATE, RowState.RECEIVED, RowState.DUPLICATE),
                second.rows().stream().map(OnboardingRow::state).toList());
        for (OnboardingRow row : second.rows()) {
            boolean duplicate = row.state() == RowState.DUPLICATE;
            assertEquals(duplicate, row.reason().isPresent());
            assertEquals(duplicate ? Credentials.NONE : LOGIN, registry.submissions.credentials(row.id()));
        }
    }

    @Test
    @DisplayName("a row that failed lets its ref go, so that the partner can submit it again")
    void failedRowLetsGo() throws Exception {
        OnboardingRow failed = accepted("first", "A");
        assertTrue(registry.submissions.advance(
                failed.id(), RowState.RECEIVED, RowState.UNAUTHORIZED, Optional.empty(), SYSTEM, ""));
        OnboardingRow again = accepted("second", "A");
        assertEquals(RowState.RECEIVED, again.state());
        assertThrows(
                IllegalStateException.class,
                () -> registry.submissions.advance(
                        failed.id(), RowState.UNAUTHORIZED, RowState.RECEIVED, Optional.empty(), SARI, ""));
        assertEquals(
                RowState.UNAUTHORIZED,
                registry.submissions.row(failed.id()).orElseThrow().state());
    }

    private OnboardingRow accepted(String submission, String ref) throws SubmissionConflictException {
        return registry.submissions
                .accept("bank-anu", submission, "hash", List.of(row(1, ref)), BANK)
                .rows()
                .get(0);
    }

    private OnboardingRow waiting(String submission, String ref) throws SubmissionConflictException {
        OnboardingRow row = accepted(submission, ref);
        registry.submissions.advance(
                row.id(), RowState.RECEIVED, RowState.WAITING_APPROVAL, Optional.empty(), SYSTEM, "");
        return row;
    }

    @Test
    @DisplayName("a row moves on only from where the caller believes it is")
    void advance() throws Exception {
        OnboardingRow row = accepted("s", "A");
        Text why = new Text("menunggu", "waiting");
        assertFalse(registry.submissions.advance(
                row.id(), RowState.PROBING, RowState.WAITING_APPROVAL, Optional.of(why), SYSTEM, ""));
        assertTrue(registry.submissions.advance(
                row.id(), RowState.RECEIVED, RowState.PROBING, Optional.of(why), SYSTEM, ""));
        assertFalse(registry.submissions.advance(
                row.id(), RowState.RECEIVED, RowState.PROBING, Optional.of(why), SYSTEM, ""));
        assertFalse(registry.submissions.advance(
                "nosuchid", RowState.RECEIVED, RowState.PROBING, Optional.empty(), SYSTEM, ""));
        OnboardingRow now = reopened().submissions.row(row.id()).orElseThrow();
        assertEquals(RowState.PROBING, now.state());
        assertEquals(Optional.of(why), now.reason());
        assertEquals(List.of(now), registry.submissions.rows(RowState.RECEIVED, RowState.PROBING));
        assertEquals(List.of(), registry.submissions.rows(RowState.RECEIVED));
        assertTrue(
                actions().get(0).startsWith("partner:bank-anu onboarding:submit"), "the system's steps need no entry");
    }

    @Test
    @DisplayName("a rejected row loses its login, and the audit trail says who rejected it and why")
    void rejected() throws Exception {
        OnboardingRow row = waiting("s", "A");
        assertTrue(registry.submissions.advance(
                row.id(), RowState.WAITING_APPROVAL, RowState.REJECTED, Optional.empty(), SARI, "a lobby"));
        assertEquals(Credentials.NONE, registry.submissions.credentials(row.id()));
        assertEquals(
                "user:sari onboarding:reject " + row.id() + " a lobby",
                actions().get(0));
        assertThrows(NoSuchElementException.class, () -> registry.submissions.credentials("nosuchid"));
    }

    @Test
    @DisplayName("what a probe found is kept with the row")
    void recognition() throws Exception {
        OnboardingRow row = accepted("s", "A");
        assertEquals(Optional.empty(), registry.submissions.recognition(row.id()));
        registry.submissions.recognised(row.id(), "onvif", "2", "rtsp://10.0.0.7/x");
        assertEquals(
                Optional.of(new Recognition("onvif", "2", "rtsp://10.0.0.7/x")),
                reopened().submissions.recognition(row.id()));
        assertThrows(
                NoSuchElementException.class, () -> registry.submissions.recognised("nosuchid", "onvif", "1", "x"));
    }

    @Test
    @DisplayName("registering moves the login to the camera, makes the point, and tells the listeners")
    void register() throws Exception {
        OnboardingRow row = waiting("s", "GATE-1");
        Point gate = new Point("gate", "Gerbang", "", 1.1, 104);
        Camera asked = new Camera(
                "",
                "Gate",
                "gate",
                "bank-anu",
                "GATE-1",
                "rtsp",
                camera("x").endpoint(),
                "1",
                camera("x").scene(),
                true);
        Camera added = registry.submissions.register(row.id(), asked, Optional.of(gate), SARI, "fine");
        assertEquals(Optional.of(added), registry.cameras.find(added.id()));
        assertEquals(Optional.of(gate), registry.points.find("gate"));
        assertEquals(LOGIN, reopened().cameras.credentials(added.id()));
        assertEquals(Credentials.NONE, registry.submissions.credentials(row.id()));
        OnboardingRow now = registry.submissions.row(row.id()).orElseThrow();
        assertEquals(RowState.REGISTERED, now.state());
        assertEquals(Optional.of(added.id()), now.camera());
        assertEquals(List.of("changed " + added.id()), registry.told);
        assertEquals(
                List.of(
                        "user:sari onboarding:approve " + row.id() + " fine",
                        "user:sari camera:add " + added.id() + " fine",
                        "user:sari point:add gate fine"),
                actions().subList(0, 3));
        assertThrows(
                IllegalStateException.class,
                () -> registry.submissions.register(row.id(), asked, Optional.empty(), SARI, ""));
        assertTrue(registry.submissions.advance(
                row.id(), RowState.REGISTERED, RowState.LIVE, Optional.empty(), SYSTEM, ""));
        assertEquals(
                Optional.of(added.id()),
                registry.submissions.row(row.id()).orElseThrow().camera());
    }

    @Test
    @DisplayName("a registration that fails leaves neither point nor camera nor audit entry")
    void registerAllOrNothing() throws Exception {
        OnboardingRow row = waiting("s", "A");
        registry.cameras.add(camera("A"), LOGIN, SARI, "");
        List<String> before = actions();
        Point gate = new Point("gate", "Gerbang", "", 1.1, 104);
        assertThrows(
                IllegalStateException.class,
                () -> registry.submissions.register(row.id(), camera("A"), Optional.of(gate), SARI, ""));
        assertEquals(List.of(SQUARE), registry.points.all());
        assertEquals(1, registry.cameras.all().size());
        assertEquals(before, actions());
        assertEquals(LOGIN, registry.submissions.credentials(row.id()));
    }

    @Test
    @DisplayName("the same submission through eight doors at once gives one receipt")
    void sameSubmissionAtOnce() throws Exception {
        List<NewRow> rows = List.of(row(1, "A"), row(2, "B"));
        Set<String> receipts = new HashSet<>();
        for (Receipt receipt : atOnce(8, n -> registry.submissions.accept("bank-anu", "s", "hash", rows, BANK))) {
            receipts.add(receipt.id());
            assertEquals(2, receipt.rows().size());
        }
        assertEquals(1, receipts.size());
        assertEquals(2, registry.submissions.rows().size());
    }

    @Test
    @DisplayName("different submissions of one ref at once give one row that counts")
    void sameRefAtOnce() throws Exception {
        atOnce(8, n -> registry.submissions.accept("bank-anu", "s" + n, "hash", List.of(row(1, "A")), BANK));
        assertEquals(8, registry.submissions.rows().size());
        assertEquals(1, registry.submissions.rows(RowState.RECEIVED).size());
        assertEquals(7, registry.submissions.rows(RowState.DUPLICATE).size());
    }

    @Test
    @DisplayName("a row approved by eight people at once becomes one camera")
    void approvedAtOnce() throws Exception {
        OnboardingRow row = waiting("s", "A");
        List<Boolean> won = atOnce(8, n -> {
            try {
                registry.submissions.register(row.id(), camera("A"), Optional.empty(), SARI, "");
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
        assertEquals(1, won.stream().filter(w -> w).count());
        assertEquals(1, registry.cameras.all().size());
    }

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> task = () -> {
                    start.await();
                    return work.call(number);
                };
                futures.add(executor.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("the audit trail is read newest first and within bounds")
    void audit() {
        registry.audit.record(SARI, "recording:export", "abc", "for the police");
        AuditEntry newest = registry.audit.newest(1).get(0);
        assertEquals("recording:export", newest.action());
        assertEquals("for the police", newest.why());
        assertThrows(IllegalArgumentException.class, () -> registry.audit.newest(0));
        assertThrows(IllegalArgumentException.class, () -> registry.audit.newest(10_001));
    }

    @Test
    @DisplayName("a value that the database cannot keep is refused without being repeated")
    void tooLong() {
        String name = "secret".repeat(200);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> registry.submissions.accept("bank-anu", name, "h", List.of(row(1, "A")), BANK));
        assertFalse(refused.getMessage().contains("secret"));
        assertEquals(List.of(), registry.submissions.rows());
    }
}
