package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A driver's conduct")
class ConductTest {
    private final List<String> verdicts = new ArrayList<>();
    private final Conduct conduct = new Conduct(verdicts::add);

    private static Errand visit(int device) {
        return Errand.visit(Endpoint.parse("10.0.0." + device));
    }

    private static Errand probe(int device) {
        return Errand.probe(Endpoint.parse("10.0.0." + device));
    }

    @Test
    @DisplayName("is borne four times, and condemned at the fifth failure running, once")
    void fiveRunning() {
        for (int i = 0; i < 4; i++) {
            conduct.badly(visit(1), "it threw");
        }
        assertEquals(List.of(), verdicts);
        for (int i = 0; i < 5; i++) {
            conduct.badly(visit(1), "it threw again");
        }
        assertEquals(List.of("it threw again"), verdicts);
    }

    @Test
    @DisplayName("is good again after one call that ends well")
    void oneWell() {
        for (int i = 0; i < 100; i++) {
            conduct.badly(visit(i % 7), "it threw");
            if (i % 4 == 3) {
                conduct.well(visit(i % 7));
            }
        }
        assertEquals(List.of(), verdicts);
    }

    @Test
    @DisplayName("is not condemned for odd devices, however long they fail, while more than a third is served well")
    void oddDevices() {
        conduct.well(visit(1));
        conduct.well(visit(2));
        for (int i = 0; i < 100; i++) {
            conduct.badly(visit(10 + i % 3), "it threw");
            conduct.gravely(visit(10 + i % 3), "it hangs");
        }
        assertEquals(List.of(), verdicts);
        conduct.badly(visit(13), "it threw at the fourth");
        assertEquals(List.of("it threw at the fourth"), verdicts);
    }

    @Test
    @DisplayName("is not judged by a device that is slow now and was served well before")
    void slowDevice() {
        conduct.well(visit(1));
        for (int i = 0; i < 100; i++) {
            conduct.late(visit(1), "no answer within 10 s");
        }
        assertEquals(List.of(), verdicts);
    }

    @Test
    @DisplayName("is condemned when it never was in time for any device")
    void neverInTime() {
        for (int i = 0; i < 5; i++) {
            conduct.late(visit(i), "no answer within 10 s");
        }
        assertEquals(List.of("no answer within 10 s"), verdicts);
    }

    @Test
    @DisplayName("at looking from outside says nothing for its visits")
    void kindsApart() {
        for (int i = 0; i < 100; i++) {
            conduct.well(probe(i));
        }
        conduct.gravely(visit(1), "it hangs");
        assertEquals(List.of("it hangs"), verdicts);
    }
}
