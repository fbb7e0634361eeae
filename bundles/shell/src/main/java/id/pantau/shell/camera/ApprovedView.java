package id.pantau.shell.camera;

import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.service.Snapshot;
import id.pantau.shell.Listing;
import java.util.List;
import java.util.Locale;

/** What an approval did. */
public final class ApprovedView {
    private ApprovedView() {}

    /** The camera, the moment of the picture that is its view now, and how the public sees it. */
    public static Listing<Publication> listing(String camera, Snapshot picture, Publication now) {
        return new Listing<>(List.of(now))
                .column("camera", p -> camera)
                .column("approved", p -> "the picture of " + picture.takenAt())
                .column("state", p -> p.stand().name().toLowerCase(Locale.ROOT))
                .column("reason", p -> p.reason().map(Reason::code));
    }
}
