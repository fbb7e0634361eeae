package id.pantau.live;

import id.pantau.spi.vendor.MediaSource;
import java.util.Optional;

/**
 * Where a camera's pictures come from.
 *
 * @param first the stream that is always pulled: the substream if there is one, since it is what the public gets
 * @param main the main stream, where it is another one
 * @param tellsTime whether the driver can read the camera's clock
 * @param tellsEvents whether the driver can say what the device notices
 * @param alone whether the device has no other channel
 */
record Sources(
        MediaSource.Pull first,
        Optional<MediaSource.Pull> main,
        boolean tellsTime,
        boolean tellsEvents,
        boolean alone) {}
