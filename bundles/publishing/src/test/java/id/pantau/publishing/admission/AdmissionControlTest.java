package id.pantau.publishing.admission;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.Admission.Admitted;
import id.pantau.service.Admission.Busy;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The admission control")
final class AdmissionControlTest {
    private static final String STREET = "street000001";

    private final AdmissionControl control = new AdmissionControl(config(0));

    @AfterEach
    void stop() {
        control.stop();
    }

    @Test
    @DisplayName("guards no uplink until it is told one; a change of it ends nobody's place")
    void configuration() {
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(Admitted.class, control.admit("viewer" + i, STREET));
        }
        control.configure(config(3));
        assertInstanceOf(Busy.class, control.admit("late", STREET));
        assertInstanceOf(Admitted.class, control.admit("viewer99", STREET));
        assertEquals(3_000_000, control.figures().uplink());
        assertEquals(2_400_000, control.figures().publicShare());
        assertEquals(100, control.figures().leases());
    }

    @Test
    @DisplayName("measures by itself what is sent and what the process uses")
    void measures() {
        await().atMost(20, SECONDS).until(() -> {
            control.staff().accept(100_000);
            control.follow("phone", STREET).accept(1_000_000);
            return control.figures().publicEgress() > 0 && control.figures().staffEgress() > 0;
        });
        assertTrue(control.figures().publicEgress() > control.figures().staffEgress());
        await().atMost(20, SECONDS).until(() -> control.figures().cpu() > 0);
    }

    private static AdmissionConfig config(int uplinkMbps) {
        return new AdmissionConfig() {
            @Override
            public int uplinkMbps() {
                return uplinkMbps;
            }

            @Override
            public int operatorReservePercent() {
                return 20;
            }

            @Override
            public int picturesPercent() {
                return 10;
            }

            @Override
            public int cpuPercent() {
                return 100;
            }

            @Override
            public int leaseSeconds() {
                return 15;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return AdmissionConfig.class;
            }
        };
    }
}
