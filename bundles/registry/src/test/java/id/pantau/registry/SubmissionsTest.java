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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.model.Camera;
import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import id.pantau.service.SubmissionConflictException;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Pending;
import id.pantau.service.Submissions.Recognition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Submissions")
class SubmissionsTest extends OnEachDatabase {
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
        assertEquals(receipt.rows().subList(0, 2), registry.submissions.oldest(2));
        assertEquals(receipt.rows().size(), registry.submissions.count());
        RowState state = receipt.rows().get(2).state();
        assertEquals(receipt.rows().subList(2, 3), registry.submissions.oldest(Integer.MAX_VALUE, state));
        assertEquals(1, registry.submissions.count(state));
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
        Optional<String> bank = Optional.of("bank-anu");
        assertEquals(
                Map.of(RowState.DUPLICATE, 3, RowState.RECEIVED, 2),
                registry.submissions.tally(bank, Optional.empty()));
        assertEquals(Map.of(RowState.RECEIVED, 1), registry.submissions.tally(bank, Optional.of("first")));
        assertEquals(Map.of(), registry.submissions.tally(Optional.of("other"), Optional.of("first")));
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

    @Test
    @DisplayName("of an invalid row what could be read is kept, and its login as encrypted as any")
    void invalidRow() throws Exception {
        CameraDraft draft = new CameraDraft(
                Optional.of("Gerbang"),
                Optional.of(Endpoint.parse("10.20.0.7")),
                LOGIN,
                Optional.empty(),
                Optional.of(104.05),
                Optional.empty(),
                Optional.of(false));
        NewRow invalid = new NewRow(2, "A", Optional.empty(), Optional.of(new Text("salah", "wrong")), draft);
        Receipt receipt = registry.submissions.accept("bank-anu", "s", "hash", List.of(row(1, "B"), invalid), BANK);
        OnboardingRow row = receipt.rows().get(1);
        assertEquals(Optional.empty(), row.request());
        RowDetails details = reopened().submissions.details(row.id()).orElseThrow();
        assertEquals(row, details.row());
        assertEquals(Optional.of("Gerbang"), details.fields().name());
        assertEquals(Optional.empty(), details.fields().latitude());
        assertEquals(Optional.of(104.05), details.fields().longitude());
        assertEquals(Optional.of(false), details.fields().publicConsent());
        assertEquals(Credentials.NONE, details.fields().credentials());
        assertTrue(details.login());
        assertEquals(receipt.id(), details.receipt());
        assertEquals(LOGIN, registry.submissions.credentials(row.id()));
        assertEquals(Optional.empty(), registry.submissions.details("nothing"));
    }

    @Test
    @DisplayName("a row that is fixed is as if it had come like that, and says who set what")
    void fix() throws Exception {
        NewRow invalid = new NewRow(2, "", Optional.empty(), Optional.of(new Text("salah", "wrong")));
        Receipt receipt = registry.submissions.accept("bank-anu", "s", "hash", List.of(row(1, "B"), invalid), BANK);
        String id = receipt.rows().get(1).id();
        CameraRequest right = row(2, "C").request().orElseThrow();
        CameraRequest taken = row(2, "B").request().orElseThrow();
        assertThrows(
                IllegalStateException.class,
                () -> registry.submissions.fix(id, RowState.INVALID, taken, SARI, "ref=B"));
        assertFalse(registry.submissions.fix(id, RowState.UNREACHABLE, right, SARI, "ref=C"));
        assertTrue(registry.submissions.fix(id, RowState.INVALID, right, SARI, "ref=C"));
        OnboardingRow row = reopened().submissions.row(id).orElseThrow();
        assertEquals(RowState.RECEIVED, row.state());
        assertEquals("C", row.ref());
        assertEquals(Optional.empty(), row.reason());
        assertEquals(right.endpoint(), row.request().orElseThrow().endpoint());
        assertEquals(LOGIN, registry.submissions.credentials(id));
        assertEquals(RowState.DUPLICATE, accepted("later", "C").state());
        assertEquals(
                List.of("onboarding:submit", "onboarding:retry"),
                registry.submissions.details(id).orElseThrow().history().stream()
                        .map(AuditEntry::action)
                        .toList());
        assertTrue(
                actions().contains("user:sari onboarding:retry " + id + " ref=C"),
                actions().toString());
    }

    @Test
    @DisplayName("a row that is dropped loses its login and says so in the audit trail")
    void drop() throws Exception {
        OnboardingRow row = accepted("s", "A");
        registry.submissions.advance(row.id(), RowState.RECEIVED, RowState.UNREACHABLE, Optional.empty(), SYSTEM, "");
        assertTrue(registry.submissions.advance(
                row.id(), RowState.UNREACHABLE, RowState.DROPPED, Optional.empty(), SARI, "torn down"));
        assertEquals(Credentials.NONE, registry.submissions.credentials(row.id()));
        assertTrue(
                actions().contains("user:sari onboarding:drop " + row.id() + " torn down"),
                actions().toString());
    }

    @Test
    @DisplayName("the receipt of a large submission counts every row and lists those that went wrong")
    void largeReceipt() throws Exception {
        int many = Receipt.MOST_ROWS + 1;
        Text problem = new Text("salah", "wrong");
        Receipt receipt = registry.submissions.accept(
                "bank-anu",
                "s",
                "hash",
                taker -> {
                    for (int i = 1; i <= many; i++) {
                        taker.accept(
                                i % 5 == 0
                                        ? new NewRow(i, "", Optional.empty(), Optional.of(problem))
                                        : row(i, "G" + i, Credentials.NONE));
                    }
                },
                BANK);
        assertEquals(many, receipt.total());
        assertEquals(many / 5, receipt.done());
        assertFalse(receipt.isWhole());
        assertEquals(Receipt.MOST_PROBLEMS, receipt.rows().size());
        assertTrue(receipt.rows().stream().allMatch(row -> row.state() == RowState.INVALID));
        assertEquals(5, receipt.rows().get(0).row());
        assertEquals(Optional.of(receipt), reopened().submissions.receipt("bank-anu", receipt.id()));
        assertEquals(7, registry.submissions.pending(7).size());
        assertEquals(many - many / 5, registry.submissions.pending(many).size());
    }

    @Test
    @DisplayName("what waits to be probed comes in turns, one of each partner")
    void pending() throws Exception {
        registry.partners.add(new Partner("hotel", "Hotel"), SARI);
        registry.submissions.accept("bank-anu", "s", "h", List.of(row(1, "A"), row(2, "B"), row(3, "C")), BANK);
        registry.submissions.accept("hotel", "s", "h", List.of(row(1, "A")), Actor.partner("hotel"));
        assertEquals(
                Set.of("bank-anu", "hotel"),
                registry.submissions.pending(10).subList(0, 2).stream()
                        .map(Pending::partner)
                        .collect(Collectors.toSet()));
        assertEquals(3, registry.submissions.pending(2).size());
    }

    @Test
    @DisplayName("whose receipt is new or says something else now is told, of an older one too that is answered")
    void told() throws Exception {
        List<String> heard = new ArrayList<>();
        registry.submissionListeners.add((partner, receipt) -> heard.add(partner + " " + receipt));
        Receipt receipt = registry.submissions.accept("bank-anu", "s", "h", List.of(row(1, "A")), BANK);
        String first = "bank-anu " + receipt.id();
        assertEquals(List.of(first), heard);
        registry.submissions.accept("bank-anu", "s", "h", List.of(row(1, "A")), BANK);
        assertEquals(List.of(first), heard);
        String id = receipt.rows().get(0).id();
        registry.submissions.advance(id, RowState.PROBING, RowState.DEAD, Optional.empty(), SYSTEM, "");
        assertEquals(List.of(first), heard);
        registry.submissions.advance(id, RowState.RECEIVED, RowState.NEEDS_INFORMATION, Optional.empty(), SARI, "?");
        assertEquals(List.of(first, first), heard);
        Receipt later = registry.submissions.accept("bank-anu", "t", "h", List.of(row(1, "A")), BANK);
        String second = "bank-anu " + later.id();
        assertEquals(List.of(first, first, first, second), heard);
        Receipt repeated = registry.submissions.accept("bank-anu", "u", "h", List.of(row(1, "A")), BANK);
        assertEquals(RowState.DUPLICATE, repeated.rows().get(0).state());
        assertEquals(List.of(first, first, first, second, "bank-anu " + repeated.id()), heard);
    }

    @Test
    @DisplayName("what is done is no error where nobody can be told of it")
    void untold() throws Exception {
        String id = waiting("s", "A").id();
        AtomicInteger connections = new AtomicInteger(1000);
        Registry failing = failingAfter(connections);
        connections.set(1);
        assertTrue(failing.submissions.advance(
                id, RowState.WAITING_APPROVAL, RowState.REJECTED, Optional.empty(), SARI, ""));
        assertTrue(connections.get() < 0, "nothing failed");
        assertEquals(
                RowState.REJECTED, registry.submissions.row(id).orElseThrow().state());
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
    @DisplayName("a row whose partner was asked something gives way to the camera that is submitted again")
    void asked() throws Exception {
        OnboardingRow row = waiting("s", "A");
        Text question = new Text("gerbang mana?", "which gate?");
        assertTrue(registry.submissions.advance(
                row.id(),
                RowState.WAITING_APPROVAL,
                RowState.NEEDS_INFORMATION,
                Optional.of(question),
                SARI,
                "which gate?"));
        assertEquals(
                "user:sari onboarding:ask " + row.id() + " which gate?",
                actions().get(0));
        OnboardingRow other = accepted("other", "B");
        assertEquals(
                RowState.NEEDS_INFORMATION,
                registry.submissions.row(row.id()).orElseThrow().state());
        OnboardingRow answer = accepted("s-2", "A");
        assertEquals(RowState.RECEIVED, answer.state());
        assertEquals(RowState.RECEIVED, other.state());
        assertEquals(
                RowState.REJECTED,
                registry.submissions.row(row.id()).orElseThrow().state());
        assertEquals(Credentials.NONE, registry.submissions.credentials(row.id()));
        assertEquals(
                2,
                registry.submissions
                        .receipts("bank-anu", Set.of(RowState.RECEIVED), 10)
                        .size());
        assertEquals(List.of(), registry.submissions.receipts("bank-anu", Set.of(RowState.PROBING), 10));
    }

    @Test
    @DisplayName("a partner's submissions are summed up newest first, by state, and nobody else's")
    void summaries() throws Exception {
        List<NewRow> rows = List.of(row(1, "A"), row(2, "A"), row(3, "B"));
        Receipt first = registry.submissions.accept("bank-anu", "s-1", "h1", rows, BANK);
        registry.submissions.advance(
                first.rows().get(0).id(), RowState.RECEIVED, RowState.PROBING, Optional.empty(), SYSTEM, "");
        assertEquals(
                List.of(new SubmissionSummary(
                        first.id(),
                        "s-1",
                        first.received(),
                        Map.of(RowState.PROBING, 1, RowState.DUPLICATE, 1, RowState.RECEIVED, 1))),
                registry.submissions.summaries("bank-anu", 10));
        assertEquals(1, registry.submissions.summaries("bank-anu", 10).get(0).done());
        registry.submissions.accept("bank-anu", "s-2", "h2", List.of(row(1, "C")), BANK);
        List<SubmissionSummary> both = registry.submissions.summaries("bank-anu", 10);
        assertEquals(2, both.size());
        assertFalse(both.get(0).received().isBefore(both.get(1).received()));
        assertEquals(both.subList(0, 1), registry.submissions.summaries("bank-anu", 1));
        assertEquals(List.of(), registry.submissions.summaries("nobody", 10));
    }

    @Test
    @DisplayName("what a probe found is kept with the row")
    void recognition() throws Exception {
        OnboardingRow row = accepted("s", "A");
        assertEquals(Optional.empty(), registry.submissions.recognition(row.id()));
        Recognition found = new Recognition("onvif", "2", "rtsp://10.0.0.7/x", "SN-0007");
        registry.submissions.recognised(row.id(), found);
        assertEquals(Optional.of(found), reopened().submissions.recognition(row.id()));
        assertEquals(Map.of(row.id(), found), registry.submissions.recognitions(RowState.RECEIVED, RowState.PROBING));
        assertEquals(Map.of(), registry.submissions.recognitions(RowState.LIVE));
        assertThrows(NoSuchElementException.class, () -> registry.submissions.recognised("nosuchid", found));
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
