package id.pantau.vision.check;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The short form of {@code benchmarks/false-withdrawal}. */
@DisplayName("Simulated cameras")
class FalseWithdrawalTest {
    @Test
    @DisplayName("are withdrawn when they are moved, within two pictures, and only then")
    void findsMovesAndNothingElse() {
        FalseWithdrawal run = new FalseWithdrawal(1, true);
        for (int camera = 0; camera < 6; camera++) {
            run.run(camera, 0.4, 5);
        }
        assertAll(
                () -> assertEquals(30, run.moved()),
                () -> assertEquals(30, run.found()),
                () -> assertEquals(0, run.withdrawals),
                () -> assertEquals(Map.of(), run.falsely));
    }
}
