package id.pantau.onboarding.door;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a door's route running, on a thread of its own: one whose server is not there yet is started again and again, and one that
 * could not keep what came is closed and opened, so that the server gives it once more.
 */
final class DoorKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoorKeeper.class);
    private static final String NOT_YET = "it is not open yet";
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final String partner;
    private final CamelContext camel;
    private final String route;
    private final Runnable rounds;
    private final ScheduledExecutorService thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean reopens;
    private volatile String problem = NOT_YET;

    /** @param rounds done every few seconds too; what it throws is logged */
    DoorKeeper(String partner, CamelContext camel, String route, Runnable rounds) {
        this.partner = partner;
        this.camel = camel;
        this.route = route;
        this.rounds = rounds;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread keeper = new Thread(task, "pantau-door-" + partner);
            keeper.setDaemon(true);
            return keeper;
        });
    }

    void begin() {
        thread.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What came could not be kept: the server is to give it once more. */
    void reopen() {
        reopens = true;
    }

    /**
     * Waits.
     *
     * @return whether the door is still wanted
     */
    boolean pause(long millis) {
        try {
            return !closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What keeps submissions from coming; empty when nothing does. */
    void note(String trouble) {
        if (!trouble.isEmpty() && (problem.isEmpty() || problem.equals(NOT_YET))) {
            LOG.warn("The door of partner {} is in trouble, and tried again: {}", partner, trouble);
        }
        problem = trouble;
    }

    /** As noted last. */
    String problem() {
        return problem;
    }

    private void round() {
        try {
            Route known = camel.getRoute(route);
            if (known == null) {
                return; // it comes soon, or has just left
            }
            if (reopens) {
                reopens = false;
                camel.getRouteController().stopRoute(route);
            } else if (!camel.getRouteController().getRouteStatus(route).isStarted()) {
                open(known.getEndpoint());
            }
            rounds.run();
        } catch (Exception | LinkageError e) {
            // what is thrown on would end the rounds
            LOG.warn("The door of partner {} is tried again: {}", partner, e.toString());
        }
    }

    private void open(Endpoint endpoint) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try {
            // libraries of the component look for their own parts there
            current.setContextClassLoader(endpoint.getClass().getClassLoader());
            camel.getRouteController().startRoute(route);
            note("");
            LOG.info("The door of partner {} is open", partner);
        } catch (Exception e) {
            note("it does not open: " + Secrets.words(e));
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.shutdownNow();
    }
}
