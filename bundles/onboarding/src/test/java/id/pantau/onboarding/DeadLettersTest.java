package id.pantau.onboarding;

import static id.pantau.onboarding.House.camera;
import static id.pantau.onboarding.House.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Credentials;
import id.pantau.model.Premises;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.Scene;
import id.pantau.spi.vendor.ProbeResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeadLettersTest {
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

    /** One good camera, so that the submission is kept, and one with two fields wrong. */
    private Receipt submitted() throws Exception {
        String wrong =
                camera("H", "10.20.0.8").replace("\"street\"", "\"jalan\"").replace("1.1289", "\"satu\"");
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7"), wrong));
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        assertEquals(RowState.INVALID, house.state(receipt, 1));
        return receipt;
    }

    @Test
    void of_an_invalid_row_everything_that_could_be_read_is_shown_but_the_login() throws Exception {
        RowDetails details = house.onboarding.details(id(submitted(), 1)).orElseThrow();
        assertEquals("Hotel Anu, street side", details.fields().name().orElseThrow());
        assertEquals("10.20.0.8", details.fields().endpoint().orElseThrow().toString());
        assertEquals(104.0535, details.fields().longitude().orElseThrow());
        assertTrue(details.fields().latitude().isEmpty());
        assertTrue(details.fields().scene().isEmpty());
        assertTrue(details.login());
        String why = details.row().reason().orElseThrow().en();
        assertTrue(why.contains("latitude: ") && why.contains("scene: "), why);
        assertTrue(house.onboarding.details("nothing").isEmpty());
    }

    @Test
    void a_row_is_fixed_with_what_is_right_and_goes_on_with_the_rest_as_it_came() throws Exception {
        Receipt receipt = submitted();
        house.onboarding.retry(id(receipt, 1), Map.of("scene", "park", "latitude", "1,1289"), SARI);
        awaitState(receipt, 1, RowState.WAITING_APPROVAL);
        RowDetails fixed = house.onboarding.details(id(receipt, 1)).orElseThrow();
        assertEquals(Scene.PARK, fixed.row().request().orElseThrow().scene());
        assertEquals(new Credentials("admin", "benar-123"), house.submissions.credentials(id(receipt, 1)));
        assertEquals("latitude=1,1289, scene=park", house.submissions.fixes.get(0));
    }

    @Test
    void what_is_still_wrong_is_named_and_nothing_changes() throws Exception {
        Receipt receipt = submitted();
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> house.onboarding.retry(id(receipt, 1), Map.of("scene", "park"), SARI))
                .getMessage();
        assertEquals("latitude: This is required.", said);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> house.onboarding.retry(id(receipt, 1), Map.of("colour", "red"), SARI))
                .getMessage()
                .startsWith("there is no field colour; known are ref, "));
        assertThrows(IllegalArgumentException.class, () -> house.onboarding.retry(id(receipt, 1), SARI));
        assertEquals(RowState.INVALID, house.state(receipt, 1));
        assertEquals(List.of(), house.submissions.fixes);
    }

    @Test
    void a_fix_takes_nobody_elses_ref() throws Exception {
        Receipt receipt = submitted();
        Map<String, String> taken = Map.of("scene", "park", "latitude", "1.1289", "ref", "G");
        assertThrows(IllegalStateException.class, () -> house.onboarding.retry(id(receipt, 1), taken, SARI));
        assertEquals(RowState.INVALID, house.state(receipt, 1));
    }

    @Test
    void a_password_can_be_put_right_and_is_not_written_down_as_the_reason() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7").replace("benar-123", "salah")));
        awaitState(receipt, 0, RowState.UNAUTHORIZED);
        house.onboarding.retry(id(receipt, 0), Map.of("password", "benar-123"), SARI);
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        assertEquals(List.of("password="), house.submissions.fixes);
    }

    @Test
    void a_row_outside_the_premises_goes_on_by_itself_once_these_are_put_right() throws Exception {
        house.city.premises.add(new Premises("bank-anu", "Cabang", 1.3, 104.0, 300));
        house.city.premises.add(new Premises("bank-anu", "Pulau", 1.1289, 105.0, 300));
        String there = camera("H", "10.20.0.8").replace("104.0535", "105.0");
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7"), there));
        assertEquals(RowState.INVALID, house.state(receipt, 0));
        assertThrows(IllegalArgumentException.class, () -> house.onboarding.retry(id(receipt, 0), SARI));
        house.city.premises.add(new Premises("bank-anu", "Hotel", 1.1289, 104.0535, 300));
        house.onboarding.retry(id(receipt, 0), SARI);
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
    }

    @Test
    void a_row_that_nobody_will_put_right_is_dropped_with_words_in_the_receipt_and_without_its_login()
            throws Exception {
        house.drivers.answers.put("10.20.0.9", new ProbeResult.Unreachable("no answer"));
        Receipt receipt = submitted();
        Receipt dead = house.json(submission("b", camera("I", "10.20.0.9")));
        awaitState(dead, 0, RowState.UNREACHABLE);
        for (String row : List.of(id(receipt, 1), id(dead, 0))) {
            house.onboarding.drop(row, SARI, "gedung dibongkar");
            assertEquals(Credentials.NONE, house.submissions.credentials(row));
            assertThrows(IllegalStateException.class, () -> house.onboarding.retry(row, SARI));
            assertThrows(IllegalStateException.class, () -> house.onboarding.drop(row, SARI, "again"));
        }
        Receipt now = house.onboarding.receipt("bank-anu", dead.id()).orElseThrow();
        assertEquals(RowState.DROPPED, now.rows().get(0).state());
        assertEquals(
                "Tidak dilanjutkan: gedung dibongkar",
                now.rows().get(0).reason().orElseThrow().id());
        assertEquals(
                "Given up: gedung dibongkar",
                now.rows().get(0).reason().orElseThrow().en());
        assertTrue(ReceiptJson.isFinal(now));
    }

    @Test
    void what_is_on_its_way_or_registered_cannot_be_dropped() throws Exception {
        Receipt receipt = house.json(submission("a", camera("G", "10.20.0.7")));
        awaitState(receipt, 0, RowState.WAITING_APPROVAL);
        assertThrows(IllegalStateException.class, () -> house.onboarding.drop(id(receipt, 0), SARI, "no"));
        house.onboarding.approve(id(receipt, 0), SARI, "");
        assertThrows(IllegalStateException.class, () -> house.onboarding.drop(id(receipt, 0), SARI, "no"));
        assertThrows(NoSuchElementException.class, () -> house.onboarding.drop("nothing", SARI, "no"));
        assertFalse(house.city.cameras.isEmpty());
    }

    private String id(Receipt receipt, int index) {
        return receipt.rows().get(index).id();
    }

    private void awaitState(Receipt receipt, int index, RowState state) {
        await().until(() -> house.state(receipt, index) == state);
    }
}
