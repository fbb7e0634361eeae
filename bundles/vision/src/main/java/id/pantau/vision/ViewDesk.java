package id.pantau.vision;

import id.pantau.model.Actor;
import id.pantau.model.Finding;
import id.pantau.model.View;
import id.pantau.service.Findings;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what was found to those who act on it, and brings what people approved. Whatever waits for the database waits on
 * the office's thread, at most once for each camera.
 */
final class ViewDesk implements Inspection.Desk {
    private static final Logger LOG = LoggerFactory.getLogger(ViewDesk.class);
    private static final Actor SELF = Actor.system("vision");

    private final Findings findings;
    private final Views views;
    private final Supplier<Optional<Publications>> publications;
    private final Executor office;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    ViewDesk(Findings findings, Views views, Supplier<Optional<Publications>> publications, Executor office) {
        this.findings = findings;
        this.views = views;
        this.publications = publications;
        this.office = office;
    }

    @Override
    public void found(String camera, List<Finding> found) {
        findings.report(camera, found);
    }

    @Override
    public void changed(String camera, Instant approved, Snapshot picture, String detail) {
        if (isNews(camera, approved)) {
            once(camera, () -> {
                if (isNews(camera, approved)) {
                    LOG.info("Camera {} shows another view: {}", camera, detail);
                    views.changed(camera, picture, detail, SELF);
                }
            });
        }
    }

    /** Who approved another picture meanwhile has seen what this one shows. */
    private boolean isNews(String camera, Instant approved) {
        View view = views.of(camera);
        return !view.isChanged() && view.approved().equals(Optional.of(approved));
    }

    /** Who confirms a view approves of the newest picture: that is to be one of now. */
    @Override
    public boolean awaitsDecision(String camera) {
        return views.of(camera).isChanged();
    }

    @Override
    public boolean lacksReference(String camera) {
        return views.of(camera).approved().isEmpty() && isPublic(camera);
    }

    private boolean isPublic(String camera) {
        return publications.get().filter(p -> p.of(camera).isPublic()).isPresent();
    }

    /** Who published the camera approved of what it shows. */
    @Override
    public void adopt(String camera, Snapshot picture) {
        once(camera, () -> {
            if (lacksReference(camera)) {
                views.approve(camera, picture, SELF, "the first good picture since it was published");
            }
        });
    }

    private void once(String camera, Runnable work) {
        if (busy.add(camera)) {
            office.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("The registry did not take what was found of camera {}: {}", camera, e.toString());
                } finally {
                    busy.remove(camera);
                }
            });
        }
    }

    /** Brings the approved picture to a camera's inspection where that does not have it. On the office's thread. */
    void bring(View view, Inspection inspection) {
        if (view.approved().isPresent() && !view.approved().equals(inspection.approvedAt())) {
            views.reference(view.camera())
                    .ifPresent(picture -> inspection.approved(
                            new Inspection.Approved(view.approved().get(), bytes(picture))));
        }
    }

    private static byte[] bytes(Snapshot picture) {
        byte[] jpeg = new byte[picture.jpeg().remaining()];
        picture.jpeg().get(jpeg);
        return jpeg;
    }
}
