package id.pantau.web;

import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The newest picture of each camera: its own, where it sends nothing else, or one that was decoded from its video. */
@Component(service = Pictures.class)
public final class Pictures {
    /** Its name among a camera's files. */
    static final String NAME = "snapshot.jpg";

    /** The platform itself, which is no viewer. */
    private static final String NOBODY = "";

    private final Live live;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Snapshots snapshots;

    @Activate
    public Pictures(@Reference Live live) {
        this.live = live;
    }

    /**
     * @param viewer as for {@link Live#media}
     * @return to be closed; empty when there is none
     */
    Optional<MediaResource> newest(String camera, String viewer) {
        Snapshots decoded = snapshots;
        if (only(camera) || decoded == null) {
            return live.media(camera, NAME, viewer);
        }
        return decoded.newest(camera).map(SnapshotResource::new);
    }

    /** The newest one that was decoded from the camera's video. */
    Optional<Snapshot> decoded(String camera) {
        Snapshots service = snapshots;
        return service == null ? Optional.empty() : service.newest(camera);
    }

    /** Whether there is one, as far as is known without asking for it. */
    boolean has(String camera) {
        Snapshots decoded = snapshots;
        return only(camera) || decoded != null && decoded.has(camera);
    }

    /** How large it is, in bytes; empty when there is none. */
    OptionalLong size(String camera) {
        Optional<MediaResource> picture = newest(camera, NOBODY);
        if (picture.isEmpty()) {
            return OptionalLong.empty();
        }
        try (MediaResource resource = picture.get()) {
            return OptionalLong.of(resource.length());
        }
    }

    /** Whether pictures are all that there is of the camera. */
    boolean only(String camera) {
        return live.sendsPictures(camera);
    }
}
