package id.pantau.publishing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import id.pantau.model.Scene;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Agreement;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PresentPolicyTest {
    private static final PolicyPanel.Origin FROM = new PolicyPanel.Origin("bundle", "1.0.0");

    private static final PublicationRequest REQUEST =
            PublicationRequest.of("camera", Scene.STREET, new Agreement("hotel-anu", true), Instant.EPOCH);

    @Test
    @DisplayName("a policy that throws, does not link or answers null denies, in words")
    void deniesForTheBroken() {
        assertDenies(request -> {
            throw new IllegalStateException("bug");
        });
        assertDenies(request -> {
            throw new NoClassDefFoundError("org/example/Gone");
        });
        assertDenies(request -> {
            throw new StackOverflowError();
        });
        assertDenies(request -> null);
    }

    @Test
    @DisplayName("a policy that ignores its interruption denies, is asked no more while it hangs, and again afterwards")
    void survivesTheStuck() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        StreamPolicy stuck = request -> {
            asked.incrementAndGet();
            awaitUninterruptibly(release);
            return Decision.Allow.FREELY;
        };
        try (PresentPolicy policy = new PresentPolicy("stuck", FROM, stuck, Duration.ofMillis(50))) {
            for (int i = 0; i < 100; i++) {
                assertInstanceOf(Decision.Deny.class, policy.decide(REQUEST));
            }
            assertEquals(1, asked.get());
            release.countDown();
            await().until(() -> policy.decide(REQUEST).equals(Decision.Allow.FREELY));
        } finally {
            release.countDown();
        }
    }

    @Test
    @DisplayName("a policy that was let go is not called any more")
    void leavesTheGoneAlone() {
        PresentPolicy policy = new PresentPolicy(
                "gone",
                FROM,
                request -> {
                    throw new AssertionError("called");
                },
                Duration.ofSeconds(10));
        policy.close();
        assertInstanceOf(Decision.Deny.class, policy.decide(REQUEST));
    }

    private static void assertDenies(StreamPolicy broken) {
        try (PresentPolicy policy = new PresentPolicy("broken", FROM, broken, Duration.ofSeconds(10))) {
            Decision.Deny denial = assertInstanceOf(Decision.Deny.class, policy.decide(REQUEST));
            assertEquals(
                    "The policy broken failed to decide, so the answer is no.",
                    denial.reason().en());
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) {
                // as a policy would that waits for a lock
            }
        }
    }
}
