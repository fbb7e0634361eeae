package id.pantau.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Item;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What cameras that went dark have in common")
class CausesTest {
    private final Town town = new Town();

    private List<String> causes() {
        List<Item> items = town.look().sightings().stream()
                .filter(s -> s.state().status() != Status.LIVE)
                .map(s -> new Item(s, Change.TROUBLE, s.state()))
                .toList();
        return Causes.of(items).stream()
                .map(c -> c.kind() + " " + c.name() + " " + c.cameras().size())
                .toList();
    }

    private void fail(int from, int to, Reason reason) {
        town.cameras().subList(from, to).forEach(c -> town.fails(c, reason));
    }

    @Test
    void isANetworkBeforeItIsAPlaceOrAPartner() {
        town.with(4, "simpang", "batam", "10.20.7.").with(4, "pasar", "hotel", "10.20.8.");
        fail(0, 8, Reason.UNREACHABLE);
        assertEquals(List.of("NETWORK  4", "NETWORK  4"), causes());
    }

    @Test
    void isAPointWhenTheAddressesHaveNothingInCommon() {
        for (int i = 0; i < 3; i++) {
            town.with(1, "xy", (char) ('a' + i) + "-batam", "10.20." + i + ".");
        }
        fail(0, 3, Reason.UNREACHABLE);
        assertEquals(List.of("POINT Titik xy 3"), causes());
    }

    @Test
    void isAPartnerWhenNothingElseIs() {
        for (int i = 0; i < 3; i++) {
            town.with(1, "x" + (char) ('a' + i), "hotel", "10.20." + i + ".");
        }
        fail(0, 3, Reason.UNREACHABLE);
        assertEquals(List.of("PARTNER hotel 3"), causes());
    }

    @Test
    void isNothingWhenTheyFailedForDifferentReasonsOrAtDifferentTimesOrAreTwo() {
        town.with(6, "simpang", "batam", "10.20.7.");
        fail(0, 2, Reason.UNREACHABLE);
        fail(2, 4, Reason.UNAUTHORIZED);
        assertEquals(List.of(), causes());
        town.windTo(Town.NOON.plusSeconds(31));
        fail(4, 5, Reason.UNREACHABLE);
        assertEquals(List.of(), causes());
        town.windTo(Town.NOON.plusSeconds(30));
        fail(5, 6, Reason.UNREACHABLE);
        assertEquals(List.of("NETWORK  3"), causes());
    }
}
