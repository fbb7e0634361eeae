package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.AuditEntry;
import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Consideration;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Neighbour;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.PremisesDistance;
import id.pantau.model.Preview;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.model.Warning;
import id.pantau.service.Approvals;
import id.pantau.service.Backup;
import id.pantau.service.Exports;
import id.pantau.service.Exports.ExportedFile;
import id.pantau.service.Onboarding;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications.Explanation;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.service.Recordings;
import id.pantau.service.Submissions;
import id.pantau.shell.Console.Outcome;
import id.pantau.shell.onboarding.RowCompleter;
import id.pantau.spi.policy.Decision;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands for partners, onboarding, publication and the rest")
class CityCommandsTest {
    private static final Text LOBBY = new Text("Ini lobi.", "This is a lobby.");

    private final City city = new City();
    private final Fake<Onboarding> onboarding = new Fake<>(Onboarding.class).on("oldest", (Fake.Answer) arguments -> {
        List<RowState> states = List.of((RowState[]) arguments[1]);
        return Stream.of(
                        row("r1", "anu", RowState.WAITING_APPROVAL),
                        row("r2", "anu", RowState.UNREACHABLE),
                        row("r3", "budi", RowState.WAITING_APPROVAL),
                        row("r4", "anu", RowState.REGISTERED))
                .filter(row -> states.isEmpty() || states.contains(row.state()))
                .toList();
    });
    private final Fake<Approvals> approvals = new Fake<>(Approvals.class).on("waiting", (Fake.Answer) a -> a[1].equals(
                    true)
            ? List.of(row("r1", "anu", RowState.WAITING_APPROVAL))
            : List.of(row("r1", "anu", RowState.WAITING_APPROVAL), row("r5", "anu", RowState.WAITING_APPROVAL)));
    private final Console console = city.console().with(onboarding).with(approvals);

    @Test
    void onboardingListGivesTheContractsPropertiesAsJson() throws Exception {
        JsonNode list = new ObjectMapper()
                .readTree(console.run("onboarding:list", "--json", "--state", "unreachable")
                        .output());
        assertEquals(1, list.size());
        for (String property : List.of("id", "partner", "ref", "state", "reason", "camera")) {
            assertTrue(list.get(0).has(property), property);
        }
        assertEquals("r2", list.get(0).get("id").textValue());
        assertTrue(list.get(0).get("camera").isNull());
        assertTrue(console.run("onboarding:list", "--state", "lost").failure().contains("'lost' is no state"));
        assertEquals(List.of("r1", "r2", "r3"), console.completions(RowCompleter.class));
    }

    @Test
    void onboardingListShowsWhatAnApproverDecidesOn() throws Exception {
        CameraRequest asked = new CameraRequest(
                "REF-r1",
                "Gerbang hotel",
                Endpoint.parse("rtsp://10.20.0.9/ch1?user=u&password=Gheim77"),
                new Credentials("admin", "Gheim88"),
                1.1289,
                104.0535,
                Scene.STREET,
                true);
        onboarding.on(
                "oldest",
                List.of(
                        row("r1", RowState.WAITING_APPROVAL, asked, Optional.empty()),
                        row("r2", RowState.LIVE, asked, Optional.of(City.PARK.id()))));
        city.points.on("nearest", Optional.empty());
        List<String> table =
                console.run("onboarding:list", "--no-format").output().lines().toList();
        assertEquals(
                "r1\tanu\tREF-r1\tGerbang hotel\trtsp://10.20.0.9/ch1?…\tstreet\t1.12890, 104.05350\tnew"
                        + "\twaiting-approval\t\t\t",
                table.get(0));
        assertTrue(table.get(1).endsWith("\tsimpang\tlive\t\t" + City.PARK.id() + "\toffline"), table.get(1));
        String json = console.run("onboarding:list", "--json").output();
        JsonNode first = new ObjectMapper().readTree(json).get(0);
        assertEquals(1.1289, first.path("latitude").asDouble());
        assertTrue(first.path("publicConsent").asBoolean());
        assertFalse(json.contains("Gheim"), json);
        city.points.on("nearest", Optional.of(new Point("simpang", "Simpang", "Batam Kota", 1.1, 104)));
        assertTrue(console.run("onboarding:list", "--no-format").output().contains("\tsimpang\twaiting-approval"));
    }

    @Test
    void whatOthersWillAskTheReasonOfNeedsOne() throws Exception {
        city.cameras.on("remove", true);
        city.publications.on("withdraw", true);
        for (String command : List.of("public:withdraw", "camera:remove")) {
            assertTrue(console.run(command, City.GATE.id()).failed(), command);
            assertTrue(console.run(command, "--why", " ", City.GATE.id()).failed(), command);
            assertFalse(console.run(command, "--why", "sold", City.GATE.id()).failed(), command);
        }
        assertEquals(
                1,
                city.cameras.calls().stream()
                        .filter(c -> c.startsWith("remove"))
                        .count());
    }

    @Test
    void addingAPartnerAgainSaysThatNothingChanged() throws Exception {
        city.partners.on("add", (Object) true);
        assertEquals(
                "anu was there already; nothing changed",
                console.run("partner:add", "anu", "Hotel Anu").output().strip());
        assertEquals(
                "budi added",
                console.run("partner:add", "budi", "Budi").output().strip());
    }

    @Test
    void approveByPartnerTakesWhatWaitsAndNothingElse() throws Exception {
        onboarding.on("approve", City.GATE);
        Outcome outcome = console.run("onboarding:approve", "--partner", "anu");
        assertEquals(
                List.of("r1 registered as " + City.GATE.id(), "r5 registered as " + City.GATE.id()),
                outcome.output().lines().toList());
        assertEquals(List.of("waiting[Optional[anu], false]"), approvals.calls());
        assertEquals(
                List.of("approve[r1, Actor[name=console:sari], ]", "approve[r5, Actor[name=console:sari], ]"),
                onboarding.calls().stream().filter(c -> c.startsWith("approve")).toList());
        assertEquals(
                "there is no partner 'nobody'",
                console.run("onboarding:approve", "--partner", "nobody").failure());
    }

    @Test
    void approveNeedsEitherRowsOrAFilter() throws Exception {
        String sentence = "name either rows or a --partner, or --without-warnings";
        assertEquals(sentence, console.run("onboarding:approve").failure());
        assertEquals(
                sentence,
                console.run("onboarding:approve", "--partner", "anu", "r1").failure());
    }

    @Test
    void manyAtOnceAreAskedAboutWhereSomebodyIsThere() throws Exception {
        onboarding.on("reject", (Object) null);
        Outcome no = console.typing("no").run("onboarding:reject", "--why", "lobby", "--partner", "anu");
        assertEquals("nothing is done", no.output().strip());
        Outcome yes = console.typing("yes").run("onboarding:reject", "--why", "lobby", "--partner", "anu");
        assertEquals(List.of("r1 rejected", "r5 rejected"), yes.output().lines().toList());
        Outcome one = console.run("onboarding:reject", "--why", "lobby", "--without-warnings");
        assertEquals("r1 rejected", one.output().strip());
    }

    @Test
    void showSaysWhatSpeaksForAndAgainstAWaitingCamera() throws Exception {
        onboarding.on("details", Optional.of(details(row("r1", "anu", RowState.WAITING_APPROVAL))));
        approvals.on(
                "of",
                List.of(new Consideration(
                        "r1",
                        new Preview(
                                Optional.of(City.SINCE),
                                Optional.empty(),
                                Optional.of(new SceneGuess(
                                        SceneGuess.Kind.OUTDOOR, List.of(new Text("langit", "40 % is sky"))))),
                        Optional.of(new PremisesDistance(new Premises("anu", "Menara", 1.1, 104, 100), 170)),
                        List.of(new Neighbour(
                                City.GATE.id(), true, "Gate", "anu", 4, Neighbour.Relation.SAME_CAMERA, true)),
                        List.of(Warning.OUTSIDE_PREMISES, Warning.SAME_CAMERA))));
        String shown = console.run("onboarding:show", "--no-format", "r1").output();
        assertTrue(shown.contains("guessedScene\toutdoor: 40 % is sky"), shown);
        assertTrue(shown.contains("premises\t170 m from Menara (radius 100 m), OUTSIDE"), shown);
        assertTrue(shown.contains("neighbours\tsame-camera camera " + City.GATE.id() + " at 4 m, same view"), shown);
        assertTrue(shown.contains("warnings\toutside-premises, same-camera"), shown);
    }

    @Test
    void anOptionBehindTheIdsIsNotTakenForAnId() throws Exception {
        String failure =
                console.run("onboarding:approve", "r1", "--why", "fine").failure();
        assertEquals("'--why' stands after an id; options come first", failure);
        assertTrue(onboarding.calls().isEmpty());
    }

    @Test
    void watchShowsEachStepOnceAndEndsWhenAllIsProbed() throws Exception {
        Deque<Map<RowState, Integer>> looks = new ArrayDeque<>(List.of(
                Map.of(RowState.UNREACHABLE, 1, RowState.PROBING, 1, RowState.RECEIVED, 1),
                Map.of(RowState.UNREACHABLE, 1, RowState.PROBING, 1, RowState.RECEIVED, 1),
                Map.of(RowState.UNREACHABLE, 1, RowState.PROBING, 1, RowState.WAITING_APPROVAL, 1),
                Map.of(RowState.UNREACHABLE, 1, RowState.WAITING_APPROVAL, 2)));
        console.with(new Fake<>(Submissions.class)
                .on("tally", (Fake.Answer) asked -> asked[0].equals(Optional.of("anu")) ? looks.pop() : Map.of()));
        assertEquals(
                List.of(
                        "[#############...........................] 1 of 3: 1 unreachable",
                        "[##########################..............] 2 of 3: 1 unreachable, 1 waiting-approval",
                        "[########################################] 3 of 3: 1 unreachable, 2 waiting-approval"),
                console.run("onboarding:watch", "--partner", "anu")
                        .output()
                        .lines()
                        .toList());
        assertEquals(
                "[########################################] 0 of 0",
                console.run("onboarding:watch", "--submission", "none").output().strip());
    }

    @Test
    void rejectNeedsWords() throws Exception {
        assertTrue(console.run("onboarding:reject", "r1").failure().contains("--why"));
        assertTrue(console.run("onboarding:reject", "--why", " ", "r1").failed());
        assertTrue(console.run("onboarding:ask", "r1").failure().contains("--why"));
        assertTrue(onboarding.calls().isEmpty());
    }

    @Test
    void showSaysEverythingOfARowButItsLogin() throws Exception {
        RowDetails details = details(row("r2", "anu", RowState.UNREACHABLE));
        onboarding.on("details", (Fake.Answer)
                arguments -> arguments[0].equals("r2") ? Optional.of(details) : Optional.empty());
        JsonNode shown = new ObjectMapper()
                .readTree(console.run("onboarding:show", "--json", "r2").output());
        assertEquals("Gerbang", shown.get("name").textValue());
        assertTrue(shown.get("address").isNull());
        assertEquals("kept", shown.get("login").textValue());
        assertEquals("receipt-7", shown.get("receipt").textValue());
        assertEquals(
                City.SINCE + " user:sari onboarding:ask: which gate?",
                shown.get("history").get(0).textValue());
        assertEquals(
                "there is no row 'r9'", console.run("onboarding:show", "r9").failure());
    }

    @Test
    void retrySetsFieldsAndDropNeedsWords() throws Exception {
        assertTrue(console.run("onboarding:retry", "--set", "scene", "r2")
                .failure()
                .contains("FIELD=VALUE"));
        assertTrue(console.run("onboarding:drop", "r2").failure().contains("--why"));
        assertTrue(onboarding.calls().isEmpty());
        onboarding.on("retry", (Fake.Answer) arguments -> null).on("drop", (Fake.Answer) arguments -> null);
        console.run("onboarding:retry", "--set", "scene=street", "--set", "password=a=b", "r2");
        console.run("onboarding:drop", "--reason", "torn down", "r1", "r2");
        assertEquals(
                List.of(
                        "retry[r2, {scene=street, password=a=b}, Actor[name=console:sari]]",
                        "drop[r1, Actor[name=console:sari], torn down]",
                        "drop[r2, Actor[name=console:sari], torn down]"),
                onboarding.calls());
    }

    @Test
    void publishPrintsEachRefusalWithReasonAndArticleAndDoesTheOthers() throws Exception {
        city.publications.on("publish", (Fake.Answer) a -> {
            if (a[0].equals(City.GATE.id())) {
                throw new PublicationRefusedException(LOBBY, "UU 27/2022 Pasal 17");
            }
            return null;
        });
        Outcome outcome = console.run("public:publish", City.GATE.id(), City.PARK.id());
        assertTrue(
                outcome.output().contains(City.GATE.id() + ": This is a lobby. [UU 27/2022 Pasal 17]"),
                outcome.output());
        assertTrue(outcome.output().contains(City.PARK.id() + " is public"), outcome.output());
        assertTrue(outcome.failed());
    }

    @Test
    void explainShowsEveryPolicyAndThoseThatAreMissing() throws Exception {
        Decision.Deny deny = new Decision.Deny(LOBBY, "Pasal 17");
        city.publications.on("explain", new Explanation(Map.of("public-space", deny), List.of("capacity"), deny));
        city.publications.on(
                "policies",
                List.of(
                        new PolicyInfo("capacity", true, false, "", ""),
                        new PolicyInfo("public-space", true, true, "id.example", "1.2.3")));
        String output =
                console.run("policy:explain", "--no-format", City.GATE.id()).output();
        assertTrue(output.contains("public-space\t1.2.3\tdeny\tIni lobi. / This is a lobby.\tPasal 17"), output);
        assertTrue(output.contains("capacity\t\tabsent"), output);
        assertTrue(output.contains("(all together)\t\tdeny"), output);
    }

    @Test
    void partnerKeyPrintsTheKeyAndNothingElse() throws Exception {
        city.partners.on("newKey", "pk-1");
        assertEquals(
                "pk-1\n", console.run("partner:key", "--revoke-others", "anu").output());
        assertTrue(city.partners.calls().contains("newKey[anu, CAMERAS, true, Actor[name=console:sari]]"));
    }

    @Test
    void pointAddTakesDegreesSouthAndWest() throws Exception {
        city.points.on("add", (Object) null);
        Outcome outcome = console.run(
                "point:add",
                "--kecamatan",
                "Ujung Pandang",
                "--latitude",
                "-5.13",
                "--longitude",
                "119.41",
                "losari",
                "Pantai Losari");
        assertFalse(outcome.failed(), outcome.failure());
        assertTrue(city.points
                .calls()
                .get(0)
                .contains("Point[id=losari, name=Pantai Losari, kecamatan=Ujung Pandang,"
                        + " latitude=-5.13, longitude=119.41]"));
        assertTrue(console.run("point:add", "--latitude", "91", "--longitude", "0", "x", "X")
                .failure()
                .contains("not WGS 84 degrees"));
    }

    @Test
    void recordingFindReadsTimesWithAnOffsetAndRefusesOthersClearly() throws Exception {
        Fake<Recordings> recordings = new Fake<>(Recordings.class).on("find", List.of());
        console.with(recordings);
        assertFalse(console.run("recording:find", City.GATE.id(), "2026-11-22T10:00+07:00", "2026-11-22T04:00Z")
                .failed());
        assertEquals(
                List.of("find[" + City.GATE.id() + ", " + Instant.parse("2026-11-22T03:00:00Z")
                        + ", 2026-11-22T04:00:00Z]"),
                recordings.calls());
        assertTrue(console.run("recording:find", City.GATE.id(), "yesterday", "now")
                .failure()
                .contains("'yesterday'"));
        assertTrue(console.run("recording:find", City.GATE.id(), "2026-11-22T04:00Z", "2026-11-22T03:00Z")
                .failure()
                .contains("ends before it begins"));
    }

    @Test
    void recordingExportAsksForAReasonAndShowsEachFileWithItsDigest() throws Exception {
        Instant start = Instant.parse("2026-11-22T03:00:00Z");
        Fake<Exports> exports = new Fake<>(Exports.class)
                .on(
                        "export",
                        List.of(new ExportedFile(
                                Path.of("/srv/a.mp4"),
                                start,
                                start.plusSeconds(9),
                                Duration.ofSeconds(8),
                                77,
                                "cafe")));
        console.with(exports);
        String[] rest = {City.GATE.id(), "2026-11-22T10:00+07:00", "2026-11-22T04:00Z", "/srv"};
        assertTrue(console.run("recording:export", "--why", " ", rest[0], rest[1], rest[2], rest[3])
                .failure()
                .contains("--why needs words"));
        String printed = console.run(
                        "recording:export", "--no-format", "--why", "LP/12", rest[0], rest[1], rest[2], rest[3])
                .output();
        assertEquals("/srv/a.mp4\t2026-11-22T03:00:00Z\t2026-11-22T03:00:09Z\t8.0\t77\tcafe\n", printed);
        assertTrue(exports.calls()
                .get(0)
                .startsWith("export[" + City.GATE.id() + ", " + start + ", " + "2026-11-22T04:00:00Z, /srv, "));
    }

    @Test
    void aBackupOverAnExistingFileIsOneClearSentence() throws Exception {
        Fake<Backup> backup = new Fake<>(Backup.class).on("write", (Fake.Answer) a -> {
            throw new FileAlreadyExistsException(a[0].toString());
        });
        assertEquals(
                "the file /b.zip exists already",
                console.with(backup).run("registry:backup", "/b.zip").failure());
    }

    private static RowDetails details(OnboardingRow row) {
        CameraDraft read = new CameraDraft(
                Optional.of("Gerbang"),
                Optional.empty(),
                Credentials.NONE,
                Optional.of(1.1),
                Optional.empty(),
                Optional.of(Scene.STREET),
                Optional.empty());
        AuditEntry asked = new AuditEntry(City.SINCE, "user:sari", "onboarding:ask", row.id(), "which gate?");
        return new RowDetails(
                row, read, true, "receipt-7", City.SINCE, Optional.empty(), Optional.empty(), List.of(asked));
    }

    private static OnboardingRow row(String id, RowState state, CameraRequest asked, Optional<String> camera) {
        return new OnboardingRow(
                id, "anu", "s", 1, "REF-" + id, state, Optional.empty(), Optional.of(asked), camera, City.SINCE);
    }

    private static OnboardingRow row(String id, String partner, RowState state) {
        return new OnboardingRow(
                id,
                partner,
                "s",
                1,
                "REF-" + id,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                City.SINCE);
    }
}
