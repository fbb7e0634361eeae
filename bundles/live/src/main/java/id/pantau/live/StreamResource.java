package id.pantau.live;

import id.pantau.rtsp.hls.HlsResource;
import id.pantau.service.MediaResource;
import java.nio.ByteBuffer;
import java.util.List;

/** A file of a stream, as the platform offers it. */
record StreamResource(HlsResource file) implements MediaResource {

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
