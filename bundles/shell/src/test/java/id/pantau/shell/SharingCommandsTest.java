package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.Incident;
import id.pantau.model.PermitDuty;
import id.pantau.model.Premises;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.service.Permits;
import id.pantau.shell.agreement.AgreementCompleter;
import id.pantau.shell.incident.IncidentCompleter;
import id.pantau.shell.incident.PlaceCompleter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands for agreements, incidents, permits and premises")
class SharingCommandsTest {
    private static final LocalDate TODAY = LocalDate.now();

    private final Fake<Agreements> agreements = new Fake<>(Agreements.class)
            .on(
                    "all",
                    List.of(
                            agreement("1/26", TODAY, Optional.empty()),
                            agreement("2/26", TODAY.minusDays(1), Optional.empty()),
                            agreement("3/26", TODAY, Optional.of(City.SINCE))))
            .on("add", (Fake.Answer) a -> null)
            .on("revoke", (Fake.Answer) a -> null)
            .on("withhold", (Fake.Answer) a -> null)
            .on("release", (Fake.Answer) a -> a[0].equals(City.GATE.id()))
            .on("open", (Fake.Answer) a -> incident())
            .on("close", (Fake.Answer) a -> a[0].equals("i1"))
            .on("incidents", List.of(incident()));
    private final Fake<Permits> permits = new Fake<>(Permits.class)
            .on(
                    "all",
                    List.of(
                            standing("IMB-1", TODAY.minusDays(1), 1),
                            standing("IMB-2", TODAY.minusDays(1), 2),
                            standing("IMB-3", TODAY, 0)))
            .on("issue", (Fake.Answer) a -> null)
            .on("remove", false);
    private final City city = new City();
    private final Console console = city.console().with(agreements).with(permits);

    private static Agreement agreement(String number, LocalDate until, Optional<Instant> revoked) {
        return new Agreement(
                number,
                "anu",
                "Pemko; Hotel Anu",
                TODAY.minusDays(30),
                until,
                Set.of(Use.PUBLIC, Use.LIVE),
                Optional.of(Hours.parse("06:00-18:00")),
                false,
                revoked);
    }

    private static Incident incident() {
        Instant now = Instant.now();
        return new Incident("i1", "simpang", now, now.plusSeconds(7200), "user:sari", "kebakaran");
    }

    private static PermitDuty.Standing standing(String permit, LocalDate due, int fulfilled) {
        return new PermitDuty.Standing(new PermitDuty(permit, "anu", 2, due.minusMonths(6), due), fulfilled);
    }

    @Test
    @DisplayName("agreement:list says what holds today")
    void agreementList() throws Exception {
        JsonNode list = new ObjectMapper()
                .readTree(console.run("agreement:list", "--json").output());
        assertEquals(List.of("in force", "ended", "revoked"), list.findValuesAsText("state"));
        assertEquals("live public", list.get(0).path("shared").asText());
        assertEquals("06:00-18:00", list.get(0).path("hours").asText());
        assertEquals(List.of("1/26", "2/26"), console.completions(AgreementCompleter.class));
    }

    @Test
    @DisplayName("agreement:add records what was signed, and names the option that makes no sense")
    void agreementAdd() throws Exception {
        console.run(
                "agreement:add",
                "--until",
                "2099-12-31",
                "--share",
                "live, public",
                "--hours",
                "22:00-05:00",
                "--why",
                "signed",
                "9/26",
                "anu");
        String call = agreements.calls().get(0);
        assertTrue(
                call.contains("number=9/26")
                        && call.contains("until=2099-12-31")
                        && call.contains("hours=Optional[22:00-05:00]"),
                call);
        assertEquals(
                "--share: 'everything' is none of live, public, recorded, ptz",
                console.run("agreement:add", "--until", "2099-12-31", "--share", "everything", "9/26", "anu")
                        .failure());
        assertEquals(
                "--until: 'soon' is not a day such as 2026-12-01",
                console.run("agreement:add", "--until", "soon", "--share", "live", "9/26", "anu")
                        .failure());
        assertEquals(
                "hours are HH:MM-HH:MM, such as 06:00-18:00",
                console.run(
                                "agreement:add",
                                "--until",
                                "2099-12-31",
                                "--share",
                                "live",
                                "--hours",
                                "day",
                                "9/26",
                                "anu")
                        .failure());
        assertTrue(console.run("agreement:add", "--until", "2000-12-31", "--share", "live", "9/26", "anu")
                .failure()
                .startsWith("an agreement ends on 2000-12-31, before it begins on "));
    }

    @Test
    @DisplayName("agreements are revoked, cameras withheld and released, each with what came of it")
    void ends() throws Exception {
        assertEquals(
                "1/26 revoked\n",
                console.run("agreement:revoke", "--why", "sold", "1/26").output());
        assertEquals(
                "--why needs words: others will read them",
                console.run("agreement:revoke", "--why", " ", "1/26").failure());
        assertEquals(
                City.GATE.id() + " withheld\n",
                console.run("camera:withhold", "--why", "works", City.GATE.id()).output());
        assertEquals(
                City.GATE.id() + " released\n",
                console.run("camera:release", City.GATE.id()).output());
        assertEquals(
                City.PARK.id() + ": it was not withheld",
                console.run("camera:release", City.PARK.id()).failure());
    }

    @Test
    @DisplayName("an incident is opened for some hours at a place that exists, and closed")
    void incidents() throws Exception {
        assertTrue(console.run("incident:open", "--hours", "3", "--why", "kebakaran", "simpang")
                .output()
                .startsWith("i1 open until "));
        assertTrue(agreements.calls().get(0).contains(Duration.ofHours(3).toString()));
        assertEquals("i1 closed\n", console.run("incident:close", "i1").output());
        assertEquals("i2: it is not open", console.run("incident:close", "i2").failure());
        assertTrue(console.run("incident:list").output().contains("kebakaran"));
        assertEquals(List.of("i1"), console.completions(IncidentCompleter.class));
        assertEquals(List.of(City.GATE.id(), City.PARK.id(), "simpang"), console.completions(PlaceCompleter.class));
    }

    @Test
    @DisplayName("permit:list tells who is late; a duty is due in six months unless somebody says otherwise")
    void permits() throws Exception {
        JsonNode list =
                new ObjectMapper().readTree(console.run("permit:list", "--json").output());
        assertEquals(List.of("overdue", "fulfilled", "open"), list.findValuesAsText("state"));
        JsonNode late = new ObjectMapper()
                .readTree(console.run("permit:list", "--json", "--overdue").output());
        assertEquals(List.of("IMB-1"), late.findValuesAsText("permit"));
        assertEquals(
                "anu owes 2 cameras by 2026-09-01\n",
                console.run("permit:add", "--issued", "2026-03-01", "IMB-9", "anu", "2")
                        .output());
        assertTrue(console.run("permit:add", "--issued", "2026-03-01", "--due", "2027-03-01", "IMB-9", "anu", "2")
                .failure()
                .startsWith("a duty that was issued on 2026-03-01 is due "));
        assertEquals(
                "IMB-8: there is no such permit",
                console.run("permit:remove", "--why", "x", "IMB-8").failure());
    }

    @Test
    @DisplayName("partner:premises declares a circle, partner:contact says whom citizens ask")
    void premisesAndContact() throws Exception {
        Premises tower = new Premises("anu", "Menara", 1.1303, 104.0537, 150);
        city.partners
                .on("declare", (Fake.Answer) a -> null)
                .on("removePremises", false)
                .on("premises", List.of(tower))
                .on("changeContact", (Fake.Answer) a -> null)
                .on("contact", Optional.empty());
        assertEquals(
                "Menara: 150 m around 1.1303,104.0537\n",
                console.run("partner:premises", "--at", "1.1303,104.0537", "--radius", "150", "anu", "Menara")
                        .output());
        assertTrue(city.partners.calls().get(0).contains(tower.toString()));
        assertEquals(
                "--at is latitude,longitude, such as 1.1303,104.0537",
                console.run("partner:premises", "--at", "Nagoya", "anu", "Menara")
                        .failure());
        assertEquals(
                "anu has no premises called 'Gudang'",
                console.run("partner:premises", "--remove", "anu", "Gudang").failure());
        assertEquals(
                "the city's own contact\n",
                console.run("partner:contact", "anu").output());
    }
}
