package id.pantau.live;

import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.service.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one camera shows now: the only place that says so. Live means that complete pictures arrived within the last few
 * seconds; else the latest trouble is the reason. Changed on the loop, read from any thread.
 */
final class CameraStatus {
    private static final Logger LOG = LoggerFactory.getLogger(CameraStatus.class);

    private final String camera;
    private final Loop loop;
    private final Consumer<Fact> facts;
    private final BooleanSupplier fresh;
    private Reason reason = Reason.STARTING;
    private String detail = "";
    private boolean down;
    private volatile CameraState state;

    /** @param fresh whether complete pictures arrived within the last few seconds */
    CameraStatus(String camera, Loop loop, Consumer<Fact> facts, BooleanSupplier fresh) {
        this.camera = camera;
        this.loop = loop;
        this.facts = facts;
        this.fresh = fresh;
        this.state = CameraState.offline(reason, detail, loop.now());
    }

    CameraState state() {
        return state;
    }

    /** The camera is being connected, after something that made every earlier trouble void. */
    void starting() {
        down(Reason.STARTING, "");
    }

    /** Something went wrong: the reason once pictures stop, but not before. */
    void trouble(Reason why, String words) {
        reason = why;
        detail = words;
        refresh();
    }

    /** Nothing more comes for now, however fresh the last picture is. */
    void down(Reason why, String words) {
        down = true;
        trouble(why, words);
    }

    /** A new connection shows its first picture. */
    void picture() {
        down = false;
        refresh();
    }

    /** To be called now and then: pictures that stop arriving make no event. */
    void refresh() {
        boolean live = !down && fresh.getAsBoolean();
        CameraState was = state;
        boolean same = live ? was.status() == Status.LIVE : was.reason().equals(Optional.of(reason));
        if (same && (live || was.detail().equals(detail))) {
            return;
        }
        CameraState is = live
                ? CameraState.live(loop.now())
                : CameraState.offline(reason, detail, same ? was.since() : loop.now());
        state = is;
        if (!same) {
            announce(is);
        }
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
    }
}
