package id.pantau.vision;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.service.Snapshot;
import id.pantau.vision.check.Sensitivity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down what was found. */
final class TestDesk implements Inspection.Desk {
    /** What the last look at each camera found. */
    final Map<String, List<Finding>> found = new ConcurrentHashMap<>();

    /** Pictures of views that changed. */
    final Map<String, Snapshot> changed = new ConcurrentHashMap<>();

    /** Pictures that were adopted. */
    final Map<String, Snapshot> adopted = new ConcurrentHashMap<>();

    /** Cameras that are public and have no approved picture. */
    final Set<String> lacking = ConcurrentHashMap.newKeySet();

    Inspection inspection(String camera) {
        return new Inspection(camera, Sensitivity.defaults(), this);
    }

    Set<Reason> reasons(String camera) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        found.getOrDefault(camera, List.of()).forEach(finding -> reasons.add(finding.reason()));
        return reasons;
    }

    @Override
    public void found(String camera, List<Finding> findings) {
        found.put(camera, findings);
    }

    @Override
    public void changed(String camera, Instant approved, Snapshot picture, String detail) {
        changed.put(camera, picture);
    }

    @Override
    public boolean awaitsDecision(String camera) {
        return changed.containsKey(camera);
    }

    @Override
    public boolean lacksReference(String camera) {
        return lacking.contains(camera);
    }

    @Override
    public void adopt(String camera, Snapshot picture) {
        lacking.remove(camera);
        adopted.put(camera, picture);
    }
}
