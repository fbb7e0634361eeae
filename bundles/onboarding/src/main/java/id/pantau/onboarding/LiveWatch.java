package id.pantau.onboarding;

import id.pantau.model.CameraState;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Reason;
import id.pantau.model.RowState;
import id.pantau.model.Status;
import id.pantau.model.Text;
import id.pantau.service.Fact;
import id.pantau.service.Live;
import id.pantau.service.Submissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Says of a registered row whether pictures came. */
final class LiveWatch {
    /** How long a new camera has until it counts as dead. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Submissions submissions;
    private final Live live;
    private final Clock clock;

    LiveWatch(Submissions submissions, Live live, Clock clock) {
        this.submissions = submissions;
        this.live = live;
        this.clock = clock;
    }

    /** A camera that was dead may still come to life. */
    void onStatusChanged(Fact fact) {
        if (Status.LIVE.code().equals(fact.attributes().get("status"))) {
            submissions.rows(RowState.REGISTERED, RowState.DEAD).stream()
                    .filter(r -> r.camera().filter(fact.camera()::equals).isPresent())
                    .forEach(this::look);
        }
    }

    /** For what no fact told: facts may be dropped, and silence is none. */
    void lookAtAll() {
        submissions.rows(RowState.REGISTERED).forEach(this::look);
    }

    private void look(OnboardingRow row) {
        Optional<CameraState> state = row.camera().flatMap(live::state);
        boolean pictures = state.map(CameraState::status)
                .filter(s -> s == Status.LIVE || s == Status.DEGRADED)
                .isPresent();
        if (pictures) {
            submissions.advance(row.id(), row.state(), RowState.LIVE, Optional.empty(), Prober.SELF, "live");
        } else if (row.state() == RowState.REGISTERED
                && row.changed().plus(PATIENCE).isBefore(clock.instant())) {
            Text why = state.flatMap(CameraState::reason).map(Reason::text).orElse(Reason.NO_VIDEO.text());
            submissions.advance(row.id(), row.state(), RowState.DEAD, Optional.of(why), Prober.SELF, "dead");
        }
    }
}
