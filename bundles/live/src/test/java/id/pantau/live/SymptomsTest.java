package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A finding")
class SymptomsTest {
    private final Symptoms symptoms = new Symptoms();

    private static Finding finding(Reason reason) {
        return new Finding(reason, "as seen");
    }

    @ParameterizedTest(name = "looks {0} make it {1}")
    @DisplayName("counts after two looks running, and is over after three running without it")
    @CsvSource({
        "x,              -",
        "x.x.x.,         ------",
        "xx,             -x",
        "xx..,           -xxx",
        "xx...,          -xxx-",
        "xx..x..x...,    -xxxxxxxxx-",
        "xx...x,         -xxx--",
        "xx...xx,        -xxx--x",
        "......xx,       -------x",
    })
    void hysteresis(String looks, String counts) {
        StringBuilder seen = new StringBuilder();
        for (char look : looks.toCharArray()) {
            symptoms.report(look == 'x' ? List.of(finding(Reason.FROZEN)) : List.of());
            seen.append(symptoms.present(Reason.FROZEN).isPresent() ? 'x' : '-');
        }
        assertEquals(counts, seen.toString());
    }

    @Test
    @DisplayName("has a course of its own beside others, and the detail of the newest look")
    void courses() {
        symptoms.report(List.of(finding(Reason.BLURRED), finding(Reason.NOISY)));
        symptoms.report(List.of(new Finding(Reason.BLURRED, "sharpness 3")));
        assertEquals(Optional.of(new Finding(Reason.BLURRED, "sharpness 3")), symptoms.present(Reason.BLURRED));
        assertEquals(Optional.empty(), symptoms.present(Reason.NOISY));
    }

    @Test
    @DisplayName("gives way to a worse one, of another source too")
    void precedence() {
        Symptoms other = new Symptoms();
        Symptoms.WORST_FIRST.forEach(reason -> {
            Symptoms of = Symptoms.WORST_FIRST.indexOf(reason) % 2 == 0 ? symptoms : other;
            of.seen(finding(reason));
            of.seen(finding(reason));
        });
        for (Reason reason : Symptoms.WORST_FIRST) {
            assertEquals(Optional.of(finding(reason)), symptoms.worst(other));
            for (int look = 0; look < Symptoms.RELIEF; look++) {
                symptoms.missed(reason);
                other.missed(reason);
            }
        }
        assertEquals(Optional.empty(), symptoms.worst(other));
    }

    @Test
    @DisplayName("of a reason that no look can find is refused; one of endless words is cut")
    void bounds() {
        List<Finding> nonsense = List.of(finding(Reason.POLICY));
        assertThrows(IllegalArgumentException.class, () -> symptoms.report(nonsense));

        List<Finding> chatter = List.of(new Finding(Reason.BLACK, "x".repeat(100_000)));
        symptoms.report(chatter);
        symptoms.report(chatter);
        assertEquals(200, symptoms.present(Reason.BLACK).orElseThrow().detail().length());
    }
}
