package id.pantau.spi.vendor;

import id.pantau.model.StreamProfile;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** One picture of a device: a camera has one, a recorder as many as cameras. Valid until its session closes. */
@ConsumerType
public interface Channel extends HasFacets {

    /** Stable across sessions and restarts of the device, such as {@code 1}. */
    String id();

    /** At least one, best picture first. */
    List<StreamProfile> profiles();

    /**
     * Where the pictures of {@code profile} come from.
     *
     * @throws CameraException when the device cannot say
     */
    MediaSource source(StreamProfile profile) throws CameraException, InterruptedException;
}
