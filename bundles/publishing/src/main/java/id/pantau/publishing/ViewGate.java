package id.pantau.publishing;

import id.pantau.model.Reason;
import id.pantau.model.Text;
import id.pantau.model.View;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps back cameras that show something else than was approved. It shuts without a lock, as soon as a change is told;
 * what follows of it takes its time. Thread-safe.
 */
final class ViewGate {
    private static final Text CONFIRM_FIRST = new Text(
            Reason.VIEW_CHANGED.text().id() + " "
                    + Reason.VIEW_CHANGED.nextStep().id(),
            Reason.VIEW_CHANGED.text().en() + " "
                    + Reason.VIEW_CHANGED.nextStep().en());
    private static final Text APPROVE_FIRST = new Text(
            Reason.VIEW_CHANGED.text().id() + " Setujui dahulu pandangannya (camera:reference).",
            Reason.VIEW_CHANGED.text().en() + " Approve its view first (camera:reference).");
    private static final Text NOT_CURRENT = new Text(
            "Gambar yang dilihat bukan lagi yang diperlihatkan kamera; lihat gambar terbarunya, lalu setujui.",
            "The picture that was looked at is not what the camera shows any more; look at the newest one, then confirm.");

    private final Views views;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /**
     * Changes of a camera that were not acted on yet.
     *
     * @param since when the first of them was seen
     */
    private record Told(int count, Instant since) {}

    ViewGate(Views views) {
        this.views = views;
    }

    void shut(String camera, Instant since) {
        told.merge(camera, new Told(1, since), (known, news) -> new Told(known.count() + 1, known.since()));
    }

    /** Whoever {@link #shut} it has acted on that; it stays shut for others who did. */
    void settle(String camera) {
        told.computeIfPresent(
                camera, (id, known) -> known.count() == 1 ? null : new Told(known.count() - 1, known.since()));
    }

    /** Since when the camera is kept back; empty while it is not. Asks nobody. */
    Optional<Instant> shutSince(String camera) {
        return Optional.ofNullable(told.get(camera)).map(Told::since);
    }

    View view(String camera) {
        return views.of(camera);
    }

    /**
     * Refuses what has changed, and says how to go on.
     *
     * @param confirmable whether a person's word on the view is all that the camera waits for
     * @throws PublicationRefusedException when the view has changed
     */
    void requireUnchanged(String camera, boolean confirmable) throws PublicationRefusedException {
        if (view(camera).isChanged()) {
            throw new PublicationRefusedException(confirmable ? CONFIRM_FIRST : APPROVE_FIRST, "");
        }
    }

    /** @throws PublicationRefusedException when the picture is older than {@code oldest}, or than the one that showed the change */
    void requireCurrent(String camera, Snapshot picture, Instant oldest) throws PublicationRefusedException {
        boolean overtaken = views.evidence(camera)
                .filter(evidence -> evidence.takenAt().isAfter(picture.takenAt()))
                .isPresent();
        if (overtaken || picture.takenAt().isBefore(oldest)) {
            throw new PublicationRefusedException(NOT_CURRENT, "");
        }
    }
}
