package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
    private Instant now = Instant.parse("2026-11-22T05:00:00Z");
    private final LoginGuard guard = new LoginGuard(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void after_some_refusals_nothing_is_tried_there_for_a_while_and_everything_elsewhere() throws Exception {
        refuse(LoginGuard.REFUSALS);
        assertEquals(Optional.of(now.plus(LoginGuard.PAUSE)), guard.begin("a"));
        assertEquals(Optional.empty(), guard.begin("b"));
        now = now.plus(LoginGuard.PAUSE);
        refuse(LoginGuard.REFUSALS);
        assertEquals(Optional.of(now.plus(LoginGuard.PAUSE)), guard.begin("a"));
    }

    private void refuse(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            assertEquals(Optional.empty(), guard.begin("a"));
            guard.end("a", true);
        }
    }

    @Test
    void a_login_that_was_taken_delays_nobody() throws Exception {
        guard.begin("a");
        guard.end("a", false);
        assertEquals(Optional.empty(), guard.begin("a"));
    }

    @Test
    void who_comes_while_another_logs_in_waits_for_what_the_device_says() throws Exception {
        refuse(LoginGuard.REFUSALS - 1);
        guard.begin("a");
        CompletableFuture<Optional<Instant>> second = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                second.complete(guard.begin("a"));
            } catch (InterruptedException e) {
                second.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        guard.end("a", true);
        assertEquals(Optional.of(now.plus(LoginGuard.PAUSE)), second.get());
    }
}
