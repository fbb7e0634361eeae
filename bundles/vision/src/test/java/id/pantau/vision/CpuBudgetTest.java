package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A budget of half a core")
class CpuBudgetTest {
    private long now = -3_000_000_000L;
    private final CpuBudget budget = new CpuBudget(50, () -> now);

    private void pass(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    @DisplayName("is spent on what nobody asked for only as long as half of it is left")
    void wantedFirst() {
        assertTrue(budget.allows(false));
        budget.spent(Duration.ofMillis(1100));
        assertFalse(budget.allows(false));
        assertTrue(budget.allows(true));
        budget.spent(Duration.ofMillis(1100));
        assertFalse(budget.allows(true));
    }

    @Test
    @DisplayName("is earned back at half a second a second, debts included")
    void earns() {
        budget.spent(Duration.ofMillis(2500));
        pass(900);
        assertFalse(budget.allows(true));
        pass(200);
        assertTrue(budget.allows(true));
    }

    @Test
    @DisplayName("forgets debts that would take longer than 4 s to pay, and keeps no more than it earns in 4 s")
    void bounded() {
        budget.spent(Duration.ofHours(1));
        pass(4100);
        assertTrue(budget.allows(true));
        pass(3_600_000);
        budget.spent(Duration.ofMillis(2100));
        assertFalse(budget.allows(true));
    }
}
