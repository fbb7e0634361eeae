package id.pantau.live;

import id.pantau.model.CameraState;
import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.service.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one camera shows now: the only place that says so. Offline unless complete pictures arrived within the last few
 * seconds, with the latest trouble as the reason; else degraded with the worst finding; else live. Changed on the loop, read
 * from any thread.
 */
final class CameraStatus {
    private static final Logger LOG = LoggerFactory.getLogger(CameraStatus.class);

    private final String camera;
    private final Loop loop;
    private final Consumer<Fact> facts;
    private final Consumer<StatusChange> history;
    private final BooleanSupplier fresh;
    private final Symptoms looks = new Symptoms();
    private final Symptoms stream = new Symptoms();
    private final Steadiness steadiness = new Steadiness();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private Reason reason = Reason.STARTING;
    private String detail = "";
    private @Nullable Reason doubted;
    private boolean down = true;
    private volatile CameraState state;

    /**
     * @param history told of every change and of the first state; must not block
     * @param fresh whether complete pictures arrived within the last few seconds
     */
    CameraStatus(
            String camera, Loop loop, Consumer<Fact> facts, Consumer<StatusChange> history, BooleanSupplier fresh) {
        this.camera = camera;
        this.loop = loop;
        this.facts = facts;
        this.history = history;
        this.fresh = fresh;
        this.state = CameraState.offline(reason, detail, loop.now());
        history.accept(row(state));
    }

    CameraState state() {
        return state;
    }

    /** The camera is being connected, after something that made every earlier trouble void. */
    void starting() {
        down(Reason.STARTING, "");
    }

    /**
     * Something went wrong: the reason once pictures stop, but not before. What fails in one way and then in another, while it
     * is dark, is told when it does so twice running.
     */
    void trouble(Reason why, String words) {
        boolean known = state.status() == Status.OFFLINE && reason != Reason.STARTING;
        if (known && why != reason && why != doubted) {
            doubted = why;
        } else {
            because(why, words);
        }
    }

    private void because(Reason why, String words) {
        doubted = null;
        reason = why;
        detail = words;
        refresh();
    }

    /** The same, when it ended a connection that brought pictures. */
    void interrupted(Reason why, String words) {
        steadiness.interrupted(loop.nanos());
        trouble(why, words);
    }

    /** Nothing more comes for now, however fresh the last picture is. */
    void down(Reason why, String words) {
        down = true;
        because(why, words);
    }

    /** A new connection shows its first picture. */
    void picture() {
        down = false;
        because(Reason.NO_VIDEO, "pictures have stopped arriving");
    }

    /**
     * What a look at the pictures found. Any thread; of many reports at once, one refresh comes.
     *
     * @throws IllegalArgumentException when a finding's reason is none that a look can find
     */
    void looked(List<Finding> findings) {
        looks.report(findings);
        if (refreshing.compareAndSet(false, true)) {
            loop.execute(() -> {
                refreshing.set(false);
                refresh();
            });
        }
    }

    /** Lets what arrived on the connection of now be looked at. To be called every second while pictures come. */
    void examine(StreamChecks checks) {
        checks.look(loop.nanos(), stream);
    }

    /** To be called now and then: pictures that stop arriving make no event. */
    void refresh() {
        CameraState was = state;
        Condition is = steadiness.shown(condition(), down, loop.nanos());
        boolean same = was.status() == is.status() && was.reason().equals(is.reason());
        if (same && was.detail().equals(is.detail())) {
            return;
        }
        CameraState next = new CameraState(is.status(), is.reason(), is.detail(), same ? was.since() : loop.now());
        state = next;
        if (!same) {
            announce(next);
        }
    }

    private Condition condition() {
        return down || !fresh.getAsBoolean()
                ? Condition.offline(reason, detail)
                : looks.worst(stream).map(Condition::degraded).orElse(Condition.LIVE);
    }

    private void announce(CameraState is) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("status", is.status().code());
        attributes.put("detail", is.detail());
        is.reason().ifPresent(why -> attributes.put("reason", why.code()));
        LOG.info(
                "Camera {} is {}{}{}",
                camera,
                is.status().code(),
                is.reason().map(why -> ": " + why.code()).orElse(""),
                is.detail().isEmpty() ? "" : " (" + is.detail() + ")");
        facts.accept(new Fact(Fact.STATUS_CHANGED, camera, is.since(), attributes));
        history.accept(row(is));
    }

    private StatusChange row(CameraState is) {
        return new StatusChange(camera, is.since(), is.status(), is.reason(), is.detail());
    }
}
