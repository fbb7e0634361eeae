package id.pantau.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import id.pantau.model.Rendition;
import id.pantau.model.StreamProfile.Kind;
import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Obligation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DenyOverridesTest {
    private static final Decision.Deny NO = new Decision.Deny(new Text("Tidak.", "No."), "Pasal 1");
    private static final Decision.Deny NEVER = new Decision.Deny(new Text("Jangan.", "Never."), "Pasal 2");

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "allow,   allow,   allow",
        "allow,   abstain, allow",
        "abstain, allow,   allow",
        "allow,   deny,    deny",
        "deny,    allow,   deny",
        "deny,    abstain, deny",
        "abstain, deny,    deny",
        "deny,    deny,    deny",
        "abstain, abstain, nobody",
    })
    @DisplayName("one denial wins, and nobody's permission is none")
    void combines(String first, String second, String expected) {
        assertEquals(expected, name(DenyOverrides.combine(List.of(answer(first), answer(second)), true)));
    }

    @Test
    @DisplayName("without any policy the answer is no")
    void deniesWithoutPolicies() {
        assertEquals("nobody", name(DenyOverrides.combine(List.of(), true)));
    }

    @Test
    @DisplayName("of several denials the first one is told, with its article")
    void tellsTheFirstDenial() {
        assertEquals(NEVER, DenyOverrides.combine(List.of(Decision.Allow.FREELY, NEVER, NO), true));
    }

    @Test
    @DisplayName("obligations of all that allow are joined")
    void joinsObligations() {
        Obligation main = new Obligation.MaximumRendition(Kind.MAIN);
        Obligation atOnce = new Obligation.Delay(Duration.ZERO);
        assertEquals(
                new Decision.Allow(Set.of(main, atOnce)),
                DenyOverrides.combine(
                        List.of(new Decision.Allow(Set.of(main)), new Decision.Allow(Set.of(atOnce))), true));
    }

    @Test
    @DisplayName("an obligation that the platform cannot meet makes a permission a denial that says which")
    void deniesWhatItCannotMeet() {
        assertEquals(
                "A policy asks for a limited picture quality, which this camera does not have.",
                refusal(new Obligation.MaximumRendition(Kind.SUB), false));
        assertEquals(
                "A policy asks for a limited picture quality, which this camera does not have.",
                refusal(new Obligation.MaximumRendition(Kind.THIRD), true));
        assertEquals(
                "A policy asks for a delayed picture, which this system cannot give yet.",
                refusal(new Obligation.Delay(Duration.ofSeconds(1)), true));
    }

    @Test
    @DisplayName("the least maximum of all that allow is the best that the public sees")
    void limitsTheRendition() {
        Decision.Allow main = new Decision.Allow(Set.of(new Obligation.MaximumRendition(Kind.MAIN)));
        Decision.Allow sub = new Decision.Allow(Set.of(new Obligation.MaximumRendition(Kind.SUB)));
        assertEquals(Rendition.MAIN, best(Decision.Allow.FREELY));
        assertEquals(Rendition.MAIN, best(main, Decision.Allow.FREELY));
        assertEquals(Rendition.FIRST, best(main, sub));
    }

    private static Rendition best(Decision... answers) {
        Decision combined = DenyOverrides.combine(List.of(answers), true);
        return DenyOverrides.best(assertInstanceOf(Decision.Allow.class, combined));
    }

    private static String refusal(Obligation obligation, boolean lesser) {
        Decision combined = DenyOverrides.combine(
                List.of(Decision.Allow.FREELY, new Decision.Allow(Set.of(obligation)), new Decision.Abstain()), lesser);
        return assertInstanceOf(Decision.Deny.class, combined).reason().en();
    }

    private static Decision answer(String name) {
        return switch (name) {
            case "allow" -> Decision.Allow.FREELY;
            case "deny" -> NO;
            default -> new Decision.Abstain();
        };
    }

    private static String name(Decision decision) {
        if (decision instanceof Decision.Deny deny) {
            return deny.equals(NO) ? "deny" : "nobody";
        }
        return decision instanceof Decision.Allow ? "allow" : "abstain";
    }
}
