package id.pantau.live;

import id.pantau.rtsp.hls.HlsResource;
import id.pantau.service.MediaResource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of a stream, as the platform offers it.
 *
 * @param modified when it came from the camera, where it is one moment's picture or a piece of an endless file
 */
record StreamResource(HlsResource file, Optional<Instant> modified) implements MediaResource {

    StreamResource(HlsResource file) {
        this(file, Optional.empty());
    }

    @Override
    public String contentType() {
        return file.contentType();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public List<ByteBuffer> body() {
        return file.body();
    }

    @Override
    public boolean immutable() {
        return file.immutable();
    }

    @Override
    public String etag() {
        return file.etag();
    }

    @Override
    public void close() {
        file.close();
    }
}
