package id.pantau.live;

import id.pantau.rtsp.hls.HlsResource;
import id.pantau.rtsp.hls.LastPart;
import id.pantau.service.MediaResource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A playlist that is made up for a request.
 *
 * @param release lets go of what the body holds
 */
record PlaylistResource(List<ByteBuffer> body, String etag, Runnable release) implements MediaResource {
    private static final String TYPE = "application/vnd.apple.mpegurl";

    static PlaylistResource of(ByteBuffer text) {
        return new PlaylistResource(
                List.of(text.asReadOnlyBuffer()), "\"" + Integer.toHexString(text.hashCode()) + "\"", () -> {});
    }

    /**
     * A media playlist, and behind it how far another rendition has come.
     *
     * @param uri of that rendition's media playlist, relative to this one
     */
    static PlaylistResource reporting(HlsResource playlist, LastPart other, String uri) {
        List<ByteBuffer> body = new ArrayList<>(playlist.body());
        body.add(ByteBuffer.wrap(other.report(uri)).asReadOnlyBuffer());
        String tag = playlist.etag();
        String etag = tag.substring(0, tag.length() - 1) + "-" + other.sequence() + "." + other.part() + "\"";
        return new PlaylistResource(body, etag, playlist::close);
    }

    @Override
    public List<ByteBuffer> body() {
        return body.stream().map(ByteBuffer::duplicate).toList();
    }

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public long length() {
        return body.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public void close() {
        release.run();
    }
}
