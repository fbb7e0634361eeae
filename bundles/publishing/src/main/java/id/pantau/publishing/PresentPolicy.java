package id.pantau.publishing;

import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy that is there. It is asked on a thread of its own: one that throws, fails to link or is late denies, and
 * one that ignores its interruption keeps nobody but itself.
 */
final class PresentPolicy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresentPolicy.class);
    private static final int QUEUE = 64;

    private final String name;
    private final PolicyPanel.Origin origin;
    private final StreamPolicy policy;
    private final Duration deadline;
    private final ThreadPoolExecutor thread;
    /** Whether the call that was last given up still runs. */
    private volatile AtomicBoolean overdue = new AtomicBoolean();

    private volatile boolean failing;

    PresentPolicy(String name, PolicyPanel.Origin origin, StreamPolicy policy, Duration deadline) {
        this.name = name;
        this.origin = origin;
        this.policy = policy;
        this.deadline = deadline;
        this.thread = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> thread(work, name));
        this.thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work, String policy) {
        Thread thread = new Thread(work, "pantau-policy-" + policy);
        thread.setContextClassLoader(PresentPolicy.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    String name() {
        return name;
    }

    PolicyPanel.Origin origin() {
        return origin;
    }

    /** The policy's answer, or a denial when it gives none. */
    Decision decide(PublicationRequest request) {
        if (overdue.get()) {
            return noAnswer();
        }
        AtomicBoolean running = new AtomicBoolean();
        Future<Decision> answer;
        try {
            answer = thread.submit(() -> {
                running.set(true);
                try {
                    return policy.decide(request);
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            return noAnswer();
        }
        return await(answer, running);
    }

    private Decision await(Future<Decision> answer, AtomicBoolean running) {
        try {
            Decision decision = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (decision == null) {
                return failed("answers null", null);
            }
            failing = false;
            return decision;
        } catch (ExecutionException e) {
            return failed("throws", e.getCause());
        } catch (TimeoutException e) {
            overdue = running;
            answer.cancel(true);
            return failed("does not answer within " + deadline.toMillis() + " ms", null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return noAnswer();
        }
    }

    private Decision failed(String how, @Nullable Throwable cause) {
        if (failing) {
            LOG.debug("Policy {} still {}", name, how, cause);
        } else {
            failing = true;
            LOG.error("Policy {} of bundle {} {}, which denies", name, origin.bundle(), how, cause);
        }
        return noAnswer();
    }

    private Decision noAnswer() {
        return new Decision.Deny(
                new Text(
                        "Kebijakan " + name + " gagal memutuskan, maka jawabannya tidak.",
                        "The policy " + name + " failed to decide, so the answer is no."),
                "");
    }

    /** Asks it no more. Waits for nothing. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
