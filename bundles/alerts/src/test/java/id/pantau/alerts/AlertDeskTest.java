package id.pantau.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Kind;
import id.pantau.model.Reason;
import id.pantau.service.ConfigurationValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An alert")
class AlertDeskTest {
    private static final Instant EVENING = Instant.parse("2026-08-07T21:59:00Z");

    @TempDir
    Path state;

    private final Town town = new Town();

    private AlertDesk desk(Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("channel", "log"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        AlertSettings settings = AlertSettings.of(ConfigurationValues.as(AlertConfig.class, values));
        return new AlertDesk(
                "noc",
                town,
                new Ledger("noc", settings.scope(), settings.urgent(), settings.group()),
                new LedgerFile(state.resolve("noc.json")),
                settings.quiet(),
                town,
                town);
    }

    private Digest only() {
        assertEquals(1, town.sent.size(), town.sent.toString());
        return town.sent.get(0);
    }

    private static List<Change> changes(Digest digest) {
        return digest.items().stream().map(Digest.Item::change).distinct().toList();
    }

    private static String letter(Digest digest) {
        return Words.letter(digest, ZoneOffset.UTC);
    }

    @Test
    void saysOfFortyCamerasOfOneSwitchInOneMessageThatItLooksLikeOneCause() {
        town.with(20, "simpang", "batam", "10.20.7.").with(20, "pasar", "hotel", "10.20.7.1");
        AlertDesk desk = desk();
        town.pass(desk, Duration.ofMinutes(5));
        for (String camera : town.cameras()) {
            town.pass(desk, Duration.ofMillis(500));
            town.fails(camera, Reason.UNREACHABLE);
        }
        town.pass(desk, Duration.ofHours(2));
        Digest digest = only();
        assertEquals(40, digest.items().size());
        String letter = letter(digest);
        assertTrue(
                letter.startsWith("40 kamera padam sejak 12:05: Titik pasar, hotel (20); Titik simpang, batam (20).\n"
                        + "  Kamera tidak dapat dihubungi. Periksa listrik, jaringan, dan alamat kamera.\n"
                        + "  Sepertinya satu sebab: 40 kamera di satu jaringan padam hampir bersamaan"),
                letter);
        assertTrue(letter.contains("\n40 cameras dark since 12:05: "), letter);
        assertTrue(letter.contains("It looks like one cause: 40 cameras on one network went dark together"), letter);
        assertEquals("[Pantau] Kamera: 40 padam / Cameras: 40 dark", Words.subject(digest, ZoneOffset.UTC));
    }

    @Test
    void oversleepsByNoMoreThanASecond() {
        town.ticking().with(1, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.pass(desk, Duration.ofMinutes(5));
        Duration waited = Duration.between(Town.NOON, only().at());
        assertTrue(waited.compareTo(Duration.ofSeconds(62)) < 0, waited.toString());
    }

    @Test
    void namesNoAddress() {
        town.with(4, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        town.cameras().forEach(c -> town.fails(c, Reason.UNREACHABLE));
        town.pass(desk, Duration.ofMinutes(5));
        String all =
                letter(only()) + new String(Json.of(only(), ZoneOffset.UTC), java.nio.charset.StandardCharsets.UTF_8);
        assertFalse(all.contains("10.20"), all);
    }

    @Test
    void leavesOutACameraThatComesBackWithinTheGroupingTime() {
        town.with(2, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        String first = town.cameras().get(0);
        String second = town.cameras().get(1);
        town.fails(first, Reason.UNREACHABLE);
        town.fails(second, Reason.UNREACHABLE);
        town.pass(desk, Duration.ofSeconds(50));
        town.recovers(second);
        town.pass(desk, Duration.ofMinutes(20));
        assertEquals(
                List.of(first),
                only().items().stream().map(i -> i.sighting().camera().id()).toList());
    }

    @Test
    void tellsOnceOfACameraThatComesAndGoes() {
        town.with(1, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        String camera = town.cameras().get(0);
        for (int i = 0; i < 30; i++) {
            town.fails(camera, Reason.UNREACHABLE);
            town.pass(desk, Duration.ofSeconds(70));
            town.recovers(camera);
            town.pass(desk, Duration.ofSeconds(70));
        }
        assertEquals(List.of(Change.TROUBLE), changes(only()));
    }

    @Test
    void tellsThatCamerasAreBackInOneMessageOnceTheyStay() {
        town.with(40, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        town.cameras().forEach(c -> town.fails(c, Reason.UNREACHABLE));
        town.pass(desk, Duration.ofMinutes(5));
        for (String camera : town.cameras()) {
            town.recovers(camera);
            town.pass(desk, Duration.ofSeconds(1));
        }
        town.pass(desk, Duration.ofHours(1));
        assertEquals(2, town.sent.size());
        assertEquals(40, town.sent.get(1).items().size());
        assertTrue(
                letter(town.sent.get(1)).startsWith("40 kamera kembali normal: Titik simpang (40)."),
                letter(town.sent.get(1)));
    }

    @Test
    void saysWhenTheReasonIsAnotherOneAndStaysSo() {
        town.with(1, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        String camera = town.cameras().get(0);
        town.fails(camera, Reason.UNREACHABLE);
        town.pass(desk, Duration.ofMinutes(2));
        town.fails(camera, Reason.UNAUTHORIZED);
        town.pass(desk, Duration.ofMinutes(10));
        assertEquals(2, town.sent.size());
        assertTrue(letter(town.sent.get(1)).contains("Kamera menolak kata sandi."));
    }

    @Test
    void holdsBackInQuietHoursAndSumsUpWhenTheyEnd() {
        town.with(5, "simpang", "batam", "10.20.7.");
        town.windTo(EVENING);
        AlertDesk desk = desk("quietHours", "22:00-06:00");
        town.pass(desk, Duration.ofMinutes(2));
        List<String> cameras = town.cameras();
        cameras.forEach(c -> town.fails(c, Reason.UNREACHABLE));
        town.pass(desk, Duration.ofHours(5));
        cameras.subList(0, 2).forEach(town::recovers);
        town.pass(desk, Duration.ofHours(2));
        assertEquals(List.of(), town.sent);
        town.pass(desk, Duration.ofHours(2));
        assertEquals(Kind.SUMMARY, only().kind());
        assertEquals("2026-08-08T06:00:00Z", only().at().toString());
        String letter = letter(only());
        assertTrue(
                letter.startsWith(
                        "Ringkasan setelah jam tenang.\n3 kamera padam sejak 2026-08-07 22:01: Titik simpang (3)"),
                letter);
        assertTrue(letter.contains("2 kamera sempat terganggu dan sudah normal kembali: Titik simpang (2)."), letter);
    }

    @Test
    void tellsOfAChangedViewAtOnceInQuietHoursTooAndOnlyOfIt() {
        town.with(5, "simpang", "batam", "10.20.7.");
        town.windTo(EVENING);
        AlertDesk desk = desk("quietHours", "22:00-06:00");
        town.pass(desk, Duration.ofHours(1));
        String turned = town.cameras().get(0);
        town.cameras().subList(1, 5).forEach(c -> town.fails(c, Reason.UNREACHABLE));
        town.pass(desk, Duration.ofMinutes(10));
        town.degrades(turned, Reason.VIEW_CHANGED);
        town.withdraws(turned, Reason.VIEW_CHANGED);
        town.pass(desk, Duration.ofSeconds(4));
        String letter = letter(only());
        assertTrue(
                letter.startsWith("1 kamera ditarik dari tayangan publik sejak 23:09: Titik simpang (1).\n"
                        + "  Kamera tidak lagi memperlihatkan pemandangan yang disetujui."),
                letter);
        assertFalse(letter.contains("padam"), letter);
        assertEquals(
                "[Pantau] Kamera: 1 ditarik dari tayangan publik / Cameras: 1 withdrawn from the public page",
                Words.subject(only(), ZoneOffset.UTC));
        town.pass(desk, Duration.ofHours(8));
        assertEquals(2, town.sent.size());
        assertEquals(4, town.sent.get(1).items().size());
    }

    @Test
    void keepsWhatQuietHoursHeldBackAcrossARestart() {
        town.with(2, "simpang", "batam", "10.20.7.");
        town.windTo(EVENING);
        AlertDesk before = desk("quietHours", "22:00-06:00");
        town.pass(before, Duration.ofHours(1));
        String camera = town.cameras().get(0);
        town.fails(camera, Reason.UNREACHABLE);
        town.pass(before, Duration.ofMinutes(5));
        town.recovers(camera);
        town.pass(before, Duration.ofMinutes(5));
        AlertDesk after = desk("quietHours", "22:00-06:00");
        town.pass(after, Duration.ofHours(10));
        assertEquals(List.of(Change.PASSED), changes(only()));
    }

    @Test
    void tellsNothingTwiceAfterARestartButWhatIsNew() {
        town.with(3, "simpang", "batam", "10.20.7.");
        AlertDesk before = desk();
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.fails(town.cameras().get(1), Reason.UNREACHABLE);
        town.pass(before, Duration.ofMinutes(5));
        town.sent.clear();
        // the container starts: cameras are connected anew, then the same two are dark
        town.cameras().forEach(c -> town.fails(c, Reason.STARTING));
        AlertDesk after = desk();
        town.pass(after, Duration.ofMinutes(5));
        assertEquals(List.of(), town.sent);
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.recovers(town.cameras().get(1));
        town.fails(town.cameras().get(2), Reason.NO_VIDEO);
        town.pass(after, Duration.ofMinutes(10));
        assertEquals(2, town.sent.size());
        assertEquals(
                town.cameras().get(2),
                town.sent.get(0).items().get(0).sighting().camera().id());
        assertEquals(List.of(Change.BACK), changes(town.sent.get(1)));
    }

    @Test
    void tellsEverythingAnewWhenItsMemoryIsDamaged() throws Exception {
        town.with(1, "simpang", "batam", "10.20.7.");
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        Files.writeString(state.resolve("noc.json"), "[{\"camera\":");
        town.pass(desk(), Duration.ofMinutes(5));
        only();
    }

    @Test
    void triesAgainGivesUpAndSaysItInTheNextMessage() {
        town.with(2, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        town.deaf(true);
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.pass(desk, Duration.ofMinutes(10));
        assertEquals(AlertDesk.TRIES, town.refused);
        assertEquals(1, desk.record().givenUp());
        assertEquals("nobody listens", desk.record().problem());
        town.fails(town.cameras().get(1), Reason.FROZEN);
        town.deaf(false);
        town.pass(desk, Duration.ofMinutes(20));
        assertEquals(2, only().items().size());
        assertEquals("", desk.record().problem());
    }

    @Test
    void tellsOnlyWhatItIsFor() {
        town.with(2, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk("reasons", List.of("unreachable"), "statuses", List.of("offline"));
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.degrades(town.cameras().get(1), Reason.BLURRED);
        town.pass(desk, Duration.ofMinutes(5));
        assertEquals(1, only().items().size());
        // it is reached again, but not well: nobody may hear that it is
        town.degrades(town.cameras().get(0), Reason.FROZEN);
        town.pass(desk, Duration.ofMinutes(20));
        only();
    }

    @Test
    void forgetsACameraThatIsRemoved() {
        town.with(1, "simpang", "batam", "10.20.7.");
        AlertDesk desk = desk();
        town.fails(town.cameras().get(0), Reason.UNREACHABLE);
        town.pass(desk, Duration.ofMinutes(5));
        town.remove(town.cameras().get(0));
        town.pass(desk, Duration.ofMinutes(20));
        only();
        assertEquals(0, desk.record().open());
    }
}
