package id.pantau.live;

import id.pantau.service.Drivers.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls of a driver's trial, and what is said of its answers. */
final class TrialCalls {
    private final DriverPort port;
    private final Login words;
    private final List<Check> checks = new ArrayList<>();

    /** @param words takes secrets out of what the driver says */
    TrialCalls(DriverPort port, Login words) {
        this.port = port;
        this.words = words;
    }

    /** As if of a device of its own each time: a call that hangs shall not keep the next from being made. */
    <T> Answer<T> ask(Duration deadline, DriverPort.Call<T> call) throws InterruptedException {
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        port.call(Errand.trial("trial " + UUID.randomUUID(), deadline), call, answer::complete);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a driver's answer never completes exceptionally", e);
        }
    }

    /** @param instead what it did, where it did not pass */
    void check(String rule, boolean passed, String instead) {
        checks.add(new Check(rule, passed, passed ? "" : instead));
    }

    void check(String rule, boolean passed, Answer<?> answer) {
        check(rule, passed, "it " + said(answer));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    private String said(Answer<?> answer) {
        if (answer instanceof Answer.Given<?> given) {
            return "answered "
                    + words.redact(
                            given.value() == null ? "null" : given.value().toString());
        }
        if (answer instanceof Answer.Failed<?> failed) {
            return "said " + failed.kind() + ": " + words.redact(failed.detail());
        }
        return answer instanceof Answer.Faulty<?> faulty
                ? "broke its contract: " + words.redact(faulty.detail())
                : "left";
    }
}
