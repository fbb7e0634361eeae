package id.pantau.alerts;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.util.Set;

/**
 * What one alert is about. An empty set of reasons, points or partners means all.
 *
 * @param statuses other than {@link Status#LIVE}, which always counts
 */
record Scope(Set<Reason> reasons, Set<Status> statuses, Set<String> points, Set<String> partners) {

    boolean covers(Camera camera) {
        return (points.isEmpty() || points.contains(camera.point()))
                && (partners.isEmpty() || partners.contains(camera.partner()));
    }

    /** Whether a state is news at all: not one that nobody asked for, nor a camera that is just being connected. */
    boolean tells(CameraState state) {
        return state.status() == Status.LIVE
                || (statuses.contains(state.status())
                        && state.reason()
                                .filter(r -> r != Reason.STARTING && (reasons.isEmpty() || reasons.contains(r)))
                                .isPresent());
    }
}
