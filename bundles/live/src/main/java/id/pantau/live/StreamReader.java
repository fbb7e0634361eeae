package id.pantau.live;

import id.pantau.rtsp.hls.PartReader;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import java.util.Optional;

/**
 * A stream as one endless file, as the platform offers it.
 *
 * @param seen run for every piece that is taken
 */
record StreamReader(PartReader parts, Runnable seen) implements MediaReader {

    @Override
    public Optional<MediaResource> next() {
        Optional<MediaResource> next = parts.next().map(piece -> new StreamResource(piece, parts.arrival()));
        if (next.isPresent()) {
            seen.run();
        }
        return next;
    }

    @Override
    public boolean isOver() {
        return parts.isOver();
    }
}
