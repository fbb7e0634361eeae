package id.pantau.web;

import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The newest picture of each camera, wherever it comes from. */
@Component(service = Pictures.class)
public final class Pictures {
    /** Its name among a camera's files. */
    static final String NAME = "snapshot.jpg";

    /** The platform itself, which is no viewer. */
    private static final String NOBODY = "";

    private final Live live;

    @Activate
    public Pictures(@Reference Live live) {
        this.live = live;
    }

    /**
     * @param viewer as for {@link Live#media}
     * @return to be closed; empty when there is none
     */
    Optional<MediaResource> newest(String camera, String viewer) {
        return live.media(camera, NAME, viewer);
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
