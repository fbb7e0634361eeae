package id.pantau.live;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.util.Optional;

/**
 * A status and its reason, apart from since when.
 *
 * @param reason empty exactly when {@code status} is {@link Status#LIVE}
 */
record Condition(Status status, Optional<Reason> reason, String detail) {
    static final Condition LIVE = new Condition(Status.LIVE, Optional.empty(), "");

    static Condition degraded(Finding finding) {
        return new Condition(Status.DEGRADED, Optional.of(finding.reason()), finding.detail());
    }

    static Condition offline(Reason reason, String detail) {
        return new Condition(Status.OFFLINE, Optional.of(reason), detail);
    }
}
