package id.pantau.registry;

import static id.pantau.registry.Registry.BANK;
import static id.pantau.registry.Registry.SARI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.Incident;
import id.pantau.model.Look;
import id.pantau.model.PermitDuty;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Text;
import id.pantau.model.Use;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Agreements, permits and looks")
class AgreementsTest extends OnEachDatabase {
    /** Noon in Batam. */
    private static final Instant NOON = Instant.parse("2026-06-15T05:00:00Z");

    private String camera;

    @BeforeEach
    void camera() {
        camera = registry.addCamera("GATE-07").id();
        registry.told.clear();
    }

    private static Agreement agreement(String number, String hours, boolean incidentOnly, Use... shared) {
        return new Agreement(
                number,
                "bank-anu",
                "Pemko Batam; Bank Anu",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                Set.of(shared),
                Optional.of(hours).filter(text -> !text.isEmpty()).map(Hours::parse),
                incidentOnly,
                Optional.empty());
    }

    private String obstacle(Use use, String at) {
        return registry.agreements
                .obstacle(camera, use, Instant.parse(at))
                .map(Text::en)
                .orElse("");
    }

    @Test
    @DisplayName("a partner without any is bound by none; from the first one on only what one grants is shared")
    void bound() throws SQLException {
        assertTrue(registry.agreements.obstacle(camera, Use.PTZ, NOON).isEmpty());
        registry.agreements.add(agreement("12/2026", "", false, Use.LIVE, Use.PUBLIC), SARI, "signed");
        assertTrue(registry.agreements.obstacle(camera, Use.PUBLIC, NOON).isEmpty());
        assertEquals(
                new Text(
                        "Perjanjian 12/2026 tidak mencakup kendali arah kamera.",
                        "Agreement 12/2026 does not cover turning the camera."),
                registry.agreements.obstacle(camera, Use.PTZ, NOON).orElseThrow());
        assertEquals(List.of("sharing " + camera), registry.told);
        assertEquals("user:sari agreement:add 12/2026 signed", actions().get(0));
        assertEquals(registry.agreements.all(), reopened().agreements.all());
        assertEquals(
                "This camera is not registered.",
                registry.agreements
                        .obstacle("nosuchcamera", Use.LIVE, NOON)
                        .orElseThrow()
                        .en());
    }

    @Test
    @DisplayName("it begins and ends with its days, in the container's time zone")
    void days() {
        registry.agreements.add(agreement("12/2026", "", false, Use.LIVE), SARI, "");
        assertEquals("Agreement 12/2026 holds from 01-01-2026 on.", obstacle(Use.LIVE, "2025-12-31T16:59:59Z"));
        assertEquals("", obstacle(Use.LIVE, "2025-12-31T17:00:00Z"));
        assertEquals("", obstacle(Use.LIVE, "2026-12-31T16:59:59Z"));
        assertEquals("Agreement 12/2026 ended on 31-12-2026.", obstacle(Use.LIVE, "2026-12-31T17:00:00Z"));
    }

    @Test
    @DisplayName("its hours bind what is live, past midnight too, and not what was recorded within them")
    void hours() {
        registry.agreements.add(agreement("12/2026", "22:00-05:00", false, Use.LIVE, Use.RECORDED), SARI, "");
        assertEquals("", obstacle(Use.LIVE, "2026-06-15T15:00:00Z"));
        assertEquals("", obstacle(Use.LIVE, "2026-06-15T21:59:59Z"));
        assertEquals(
                "By agreement, this camera is shared from 22:00-05:00 only.",
                obstacle(Use.LIVE, "2026-06-15T22:00:00Z"));
        assertTrue(registry.agreements.ended(camera, Use.RECORDED, NOON).isEmpty());
        assertTrue(registry.agreements.ended(camera, Use.PTZ, NOON).isPresent());
        registry.agreements.add(agreement("13/2026", "", false, Use.LIVE), SARI, "");
        assertEquals("", obstacle(Use.LIVE, "2026-06-15T22:00:00Z"));
    }

    @Test
    @DisplayName("for incidents only: while one is open at the camera or its point, until it is closed or over")
    void incidents() throws SQLException {
        registry.agreements.add(agreement("12/2026", "", true, Use.LIVE), SARI, "");
        Instant now = Instant.now();
        String words = "By agreement, this camera is shared during incidents only.";
        assertEquals(words, obstacle(Use.LIVE, "2026-06-15T05:00:00Z"));
        registry.agreements.add(always("14/2026"), SARI, "");
        Incident fire = registry.agreements.open(Registry.SQUARE.id(), Duration.ofHours(2), SARI, "kebakaran");
        assertEquals(Optional.empty(), registry.agreements.obstacle(camera, Use.LIVE, fire.opened()));
        assertEquals(Optional.empty(), reopened().agreements.obstacle(camera, Use.LIVE, fire.opened()));
        assertEquals(
                words,
                registry.agreements
                        .obstacle(camera, Use.LIVE, fire.until())
                        .orElseThrow()
                        .en());
        assertTrue(registry.agreements.close(fire.id(), SARI, "padam"));
        assertFalse(registry.agreements.close(fire.id(), SARI, ""));
        assertEquals(
                words,
                registry.agreements
                        .obstacle(camera, Use.LIVE, Instant.now())
                        .orElseThrow()
                        .en());
        assertTrue(registry.agreements.incidents(5).get(0).until().isBefore(now.plusSeconds(3600)));
        assertEquals(
                "user:sari incident:close " + fire.id() + " padam", actions().get(0));
        Duration day = Duration.ofHours(25);
        assertThrows(IllegalArgumentException.class, () -> registry.agreements.open(camera, day, SARI, ""));
        Duration hour = Duration.ofHours(1);
        assertThrows(NoSuchElementException.class, () -> registry.agreements.open("nowhere", hour, SARI, ""));
    }

    /** One that holds now, whenever the test runs. */
    private static Agreement always(String number) {
        return new Agreement(
                number,
                "bank-anu",
                "",
                LocalDate.parse("2000-01-01"),
                LocalDate.parse("2999-12-31"),
                Set.of(Use.LIVE),
                Optional.empty(),
                true,
                Optional.empty());
    }

    @Test
    @DisplayName("what is revoked is over, in words, for good, and the listeners hear of it")
    void revoked() throws SQLException {
        registry.agreements.add(agreement("12/2026", "", false, Use.LIVE), SARI, "");
        registry.agreements.revoke("12/2026", BANK, "moved");
        Agreement revoked = reopened().agreements.all().get(0);
        assertTrue(revoked.revoked().isPresent());
        String words = registry.agreements
                .obstacle(camera, Use.LIVE, NOON)
                .orElseThrow()
                .en();
        assertTrue(words.matches("Agreement 12/2026 was revoked on \\d\\d-\\d\\d-\\d{4}\\."), words);
        assertEquals(List.of("sharing " + camera, "sharing " + camera), registry.told);
        registry.agreements.revoke("12/2026", SARI, "again");
        assertEquals(revoked, registry.agreements.all().get(0));
        assertEquals(
                "partner:bank-anu agreement:revoke 12/2026 moved", actions().get(0));
        assertThrows(NoSuchElementException.class, () -> registry.agreements.revoke("13/2026", SARI, ""));
    }

    @Test
    @DisplayName("the same one again is harmless, another one of its number is refused")
    void twice() {
        Agreement agreement = agreement("12/2026", "", false, Use.LIVE);
        registry.agreements.add(agreement, SARI, "");
        registry.agreements.add(agreement, SARI, "");
        assertEquals(List.of(agreement), registry.agreements.all());
        Agreement other = agreement("12/2026", "", false, Use.PTZ);
        assertThrows(IllegalStateException.class, () -> registry.agreements.add(other, SARI, ""));
    }

    @Test
    @DisplayName("a camera that its owner withholds is not shared, whatever the agreements say, until it is released")
    void withheld() throws SQLException {
        registry.agreements.withhold(camera, BANK, "repairs");
        registry.agreements.withhold(camera, BANK, "repairs");
        assertTrue(reopened().agreements.withheldSince(camera).isPresent());
        for (Use use : Use.values()) {
            assertTrue(obstacle(use, "2026-06-15T05:00:00Z").startsWith("The owner withdrew this camera on "));
            assertTrue(registry.agreements.ended(camera, use, NOON).isPresent());
        }
        assertEquals(List.of("sharing " + camera), registry.told);
        assertTrue(registry.agreements.release(camera, BANK, ""));
        assertFalse(registry.agreements.release(camera, BANK, ""));
        assertEquals("", obstacle(Use.LIVE, "2026-06-15T05:00:00Z"));
        assertThrows(NoSuchElementException.class, () -> registry.agreements.withhold("nosuchcamera", BANK, ""));
    }

    @Test
    @DisplayName("a permit's duty is fulfilled by the business's cameras of public space that were live, each once")
    void permits() throws SQLException {
        LocalDate march = LocalDate.parse("2026-03-01");
        PermitDuty first = new PermitDuty("IMB-7", "bank-anu", 1, march, march.plusMonths(6));
        PermitDuty second = new PermitDuty("IMB-8", "bank-anu", 2, march, march.plusMonths(9));
        registry.permits.issue(second, "Bank Anu", SARI);
        registry.permits.issue(first, "Bank Anu", SARI);
        registry.permits.issue(first, "Bank Anu", SARI);
        registry.permits.issue(new PermitDuty("IMB-9", "hotel-anu", 1, march, march), "Hotel Anu", SARI);
        assertEquals(
                "Hotel Anu", registry.partners.find("hotel-anu").orElseThrow().title());
        assertEquals(List.of("IMB-9 0", "IMB-7 0", "IMB-8 0"), standings());
        registry.history.record(List.of(new StatusChange(camera, NOON, Status.LIVE, Optional.empty(), "")));
        assertEquals(List.of("IMB-9 0", "IMB-7 1", "IMB-8 0"), standings());
        assertTrue(registry.permits.all().get(1).isFulfilled());
        assertTrue(registry.permits.all().get(0).isOverdueOn(march.plusDays(1)));
        PermitDuty other = new PermitDuty("IMB-7", "bank-anu", 3, march, march);
        assertThrows(IllegalStateException.class, () -> registry.permits.issue(other, "", SARI));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PermitDuty(
                        "IMB-1", "bank-anu", 1, march, march.plusMonths(9).plusDays(1)));
        assertTrue(registry.permits.remove("IMB-7", SARI, "withdrawn"));
        assertFalse(registry.permits.remove("IMB-7", SARI, ""));
    }

    private List<String> standings() throws SQLException {
        return reopened().permits.all().stream()
                .map(standing -> standing.duty().permit() + " " + standing.fulfilled())
                .toList();
    }

    @Test
    @DisplayName("who of the staff looked is kept by camera and day, and told to the camera's owner alone")
    void looks() {
        ZoneId batam = ZoneId.of("Asia/Jakarta");
        for (String at : List.of("2026-06-15T16:58:00Z", "2026-06-15T16:58:30Z", "2026-06-15T17:00:00Z")) {
            registry.looks(Clock.fixed(Instant.parse(at), batam)).note(camera, "sari");
        }
        registry.looks.note("nosuchcamera", "sari");
        LocalDate day = LocalDate.parse("2026-06-15");
        List<Look> looks = registry.looks.of("bank-anu", day);
        assertEquals(
                List.of(
                        new Look(camera, "sari", day.plusDays(1), NOON.plusSeconds(43200), NOON.plusSeconds(43200)),
                        new Look(camera, "sari", day, NOON.plusSeconds(43080), NOON.plusSeconds(43110))),
                looks);
        assertEquals(1, registry.looks.of("bank-anu", day.plusDays(1)).size());
        assertEquals(List.of(), registry.looks.of("hotel-anu", day));
    }
}
