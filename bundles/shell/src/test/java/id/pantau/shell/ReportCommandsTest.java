package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Reason;
import id.pantau.model.Sponsorship;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import id.pantau.model.View;
import id.pantau.service.History;
import id.pantau.service.Sponsors;
import id.pantau.service.Views;
import id.pantau.shell.Console.Outcome;
import id.pantau.shell.camera.SponsorCompleter;
import id.pantau.shell.report.ByCompleter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands over history and sponsors")
class ReportCommandsTest {
    private static final StatusChange DARK = new StatusChange(
            City.PARK.id(),
            Instant.parse("2026-11-22T03:00:00Z"),
            Status.OFFLINE,
            Optional.of(Reason.UNREACHABLE),
            "no answer");
    private static final StatusChange LIVE =
            new StatusChange(City.PARK.id(), Instant.parse("2026-11-20T01:58:55Z"), Status.LIVE, Optional.empty(), "");

    private final City city = new City();
    private final List<Object> asked = new ArrayList<>();
    private final Fake<History> history = new Fake<>(History.class)
            .on("of", (Fake.Answer) a -> {
                asked.addAll(Arrays.asList(a));
                return List.of(DARK, LIVE);
            })
            .on("uptime", (Fake.Answer) a -> {
                asked.addAll(Arrays.asList(a));
                return List.of(
                        new Uptime(
                                a[2] == Uptime.By.CAMERA ? City.PARK.id() : "Hotel \"Anu\", Batam",
                                1,
                                Duration.ofSeconds(85_399),
                                Duration.ofSeconds(400),
                                Duration.ofSeconds(601),
                                Duration.ofHours(2),
                                Map.of(
                                        Reason.UNREACHABLE, Duration.ofSeconds(601),
                                        Reason.BLACK, Duration.ofSeconds(400))),
                        new Uptime(
                                a[2] == Uptime.By.CAMERA ? City.GATE.id() : "-",
                                2,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofHours(48),
                                Map.of()));
            });
    private final Console console = city.console().with(history);

    private static Instant local(String text) {
        return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    }

    private static JsonNode json(Outcome outcome) throws Exception {
        assertEquals("", outcome.failure());
        return new ObjectMapper().readTree(outcome.output());
    }

    @Test
    void historySaysSinceWhenHowLongAndWhyInBothLanguages() throws Exception {
        Outcome table = console.run(
                "camera:history", "--no-format", "--to", "2026-11-22T05:30:10Z", "--limit", "7", City.PARK.id());
        assertEquals(
                List.of(
                        "2026-11-22T03:00:00Z\t2 h 30 min\toffline\tunreachable\tno answer",
                        "2026-11-20T01:58:55Z\t2 d 1 h\tlive\t\t"),
                table.output().lines().toList());
        assertEquals(
                List.of(
                        City.PARK.id(),
                        Instant.parse("2026-10-23T05:30:10Z"),
                        Instant.parse("2026-11-22T05:30:10Z"),
                        7),
                asked);
        JsonNode rows = json(console.run("camera:history", "--json", "--to", "2026-11-22T05:30:10Z", City.PARK.id()));
        assertEquals(9_010, rows.get(0).path("seconds").asInt());
        assertEquals(
                "Kamera tidak dapat dihubungi.",
                rows.get(0).path("meaning").path("id").asText());
        assertEquals(
                "The camera cannot be reached.",
                rows.get(0).path("meaning").path("en").asText());
        assertTrue(rows.get(0).path("nextStep").path("en").asText().contains("power"));
        assertTrue(rows.get(1).path("meaning").isNull());
    }

    @Test
    void aDayAsTheEndIsTheWholeDayInTheServersZone() throws Exception {
        json(console.run("report:uptime", "--json", "--from", "2026-11-01", "--to", "2026-11-30"));
        assertEquals(List.of(local("2026-11-01T00:00:00"), local("2026-12-01T00:00:00"), Uptime.By.CAMERA), asked);
        asked.clear();
        json(console.run("report:uptime", "--json", "--from", "2026-11-01T03:00", "--to", "2026-11-03T06:00+07:00"));
        assertEquals(local("2026-11-01T03:00:00"), asked.get(0));
        assertEquals(Instant.parse("2026-11-02T23:00:00Z"), asked.get(1));
    }

    @Test
    void reportShowsSharesHoursAndTheWorstReason() throws Exception {
        List<String> table =
                console.run("report:uptime", "--no-format").output().lines().toList();
        // 85399 of 86400 s are 98.841 %
        assertEquals(City.PARK.id() + "\tTaman\t1\t98.84\t0.11\t0.17\t2.0\tunreachable", table.get(0));
        assertTrue(table.get(1).endsWith("\t2\t\t0.0\t0.0\t48.0\t"), table.get(1));
        Duration asked = Duration.between((Instant) this.asked.get(0), (Instant) this.asked.get(1));
        assertEquals(Duration.ofDays(30), asked);
        JsonNode rows = json(console.run("report:uptime", "--json", "--by", "sponsor"));
        assertEquals(
                601, rows.get(0).path("secondsByReason").path("unreachable").asInt());
        assertEquals(85_399, rows.get(0).path("liveSeconds").asInt());
        assertTrue(rows.get(1).path("livePercent").isNull());
    }

    @Test
    void reportAsCsvIsWhatSpreadsheetsRead() throws Exception {
        String csv = console.run("report:uptime", "--csv", "--by", "sponsor").output();
        assertEquals(
                "subject,name,cameras,livePercent,degradedHours,offlineHours,unknownHours,worstReason,liveSeconds,"
                        + "degradedSeconds,offlineSeconds,unknownSeconds,secondsByReason\r\n"
                        + "\"Hotel \"\"Anu\"\", Batam\",,1,98.84,0.11,0.17,2.0,unreachable,85399,400,601,7200,"
                        + "\"black=400, unreachable=601\"\r\n"
                        + "-,,2,,0.0,0.0,48.0,,0,0,0,172800,\r\n",
                csv);
        assertTrue(console.run("report:uptime", "--csv", "--json").failure().contains("--csv"));
    }

    @Test
    void namesThatASpreadsheetWouldRunAreTextInCsv() throws Exception {
        history.on(
                "uptime",
                List.of(new Uptime(
                        "=HYPERLINK(\"http://x\")",
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Map.of())));
        String csv = console.run("report:uptime", "--csv", "--by", "sponsor").output();
        assertTrue(csv.contains("\r\n\"'=HYPERLINK(\"\"http://x\"\")\","), csv);
    }

    @Test
    void whatCannotBeReadIsRefusedNamingTheOption() throws Exception {
        Map<String, String[]> bad = Map.of(
                "--from: 'yesterday' is not a time", new String[] {"--from", "yesterday"},
                "--to: '2026-13-01' is not a time", new String[] {"--to", "2026-13-01"},
                "--by is one of camera, point, partner, sponsor", new String[] {"--by", "vendor"},
                "--from is not before --to", new String[] {"--from", "2026-11-02T00:00Z", "--to", "2026-11-02T00:00Z"});
        for (Map.Entry<String, String[]> each : bad.entrySet()) {
            String failure = console.run("report:uptime", each.getValue()).failure();
            assertTrue(failure.contains(each.getKey()), failure);
        }
        assertTrue(console.run("camera:history", "--limit", "0", City.PARK.id())
                .failure()
                .contains("--limit"));
        assertEquals(
                "there is no camera 'zzzzzzzzzzzz'",
                console.run("camera:history", "zzzzzzzzzzzz").failure());
        assertEquals(List.of(), asked);
        assertEquals(List.of("camera", "partner", "point", "sponsor"), console.completions(ByCompleter.class));
    }

    @Test
    void sponsorIsNotedAskedForAndRemoved() throws Exception {
        List<Sponsorship> kept = new ArrayList<>();
        Fake<Sponsors> sponsors = new Fake<>(Sponsors.class)
                .on("all", (Fake.Answer) a -> List.copyOf(kept))
                .on("set", (Fake.Answer) a -> kept.add((Sponsorship) a[0]))
                .on("remove", (Fake.Answer) a -> kept.removeIf(s -> s.year() == (int) a[1]));
        console.with(sponsors);
        String park = City.PARK.id();
        assertEquals(
                "nobody sponsors " + park + " in 2026",
                console.run("camera:sponsor", park, "2026").failure());
        Outcome set = console.run("camera:sponsor", "--source", "CSR", "--why", "letter 7", park, "2026", "Bank Anu");
        assertEquals(park + " 2026: Bank Anu (CSR)", set.output().strip());
        assertEquals(List.of(new Sponsorship(park, 2026, "Bank Anu", "CSR")), kept);
        assertTrue(sponsors.calls().contains("set[" + kept.get(0) + ", Actor[name=console:sari], letter 7]"));
        assertEquals(set.output(), console.run("camera:sponsor", park, "2026").output());
        assertEquals(List.of("Bank Anu"), console.completions(SponsorCompleter.class));
        assertTrue(
                console.run("camera:sponsor", "--source", "CSR", park, "2027").failed());
        assertTrue(console.run("camera:sponsor", "--remove", park, "2026", "Bank Anu")
                .failed());
        assertEquals(1, kept.size());
        assertFalse(console.run("camera:sponsor", "--remove", park, "2026").failed());
        assertEquals(List.of(), kept);
        assertTrue(console.run("camera:sponsor", "--remove", park, "2026").failed());
        assertTrue(console.run("camera:sponsor", "zzzzzzzzzzzz", "2026", "Anu").failed());
    }

    @Test
    void cameraListAndInfoSaySinceWhenAndHowTheViewStands() throws Exception {
        Instant approved = Instant.parse("2026-11-01T00:00:00Z");
        console.with(new Fake<>(Views.class).on("of", (Fake.Answer) a -> new View(
                (String) a[0], Optional.of(approved), "user:sari", Optional.of(City.SINCE), "turned by 30 %")));
        assertTrue(console.run("camera:list").output().contains("since"));
        JsonNode gate = json(console.run("camera:list", "--json")).get(0);
        assertEquals(City.SINCE.toString(), gate.path("since").asText());
        assertEquals(City.SINCE.toString(), gate.path("viewChanged").asText());
        JsonNode park = json(console.run("camera:info", "--json", City.PARK.id()));
        assertEquals(City.SINCE.toString(), park.path("since").asText());
        assertTrue(park.path("meaning").asText().contains("cannot be reached"));
        assertEquals(approved.toString(), park.path("viewApproved").asText());
        assertEquals("user:sari", park.path("viewApprovedBy").asText());
        assertEquals("turned by 30 %", park.path("viewDetail").asText());
    }
}
