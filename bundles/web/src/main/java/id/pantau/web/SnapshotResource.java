package id.pantau.web;

import id.pantau.service.MediaResource;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A decoded picture as a file. */
record SnapshotResource(Snapshot snapshot) implements MediaResource {
    @Override
    public String contentType() {
        return "image/jpeg";
    }

    @Override
    public long length() {
        return snapshot.jpeg().remaining();
    }

    @Override
    public List<ByteBuffer> body() {
        return List.of(snapshot.jpeg());
    }

    @Override
    public boolean immutable() {
        return false;
    }

    /** No camera takes two pictures at the same moment. */
    @Override
    public String etag() {
        return "\"s" + Long.toHexString(snapshot.takenAt().toEpochMilli()) + "\"";
    }

    @Override
    public Optional<Instant> modified() {
        return Optional.of(snapshot.takenAt());
    }

    @Override
    public void close() {
        // memory that the collector takes
    }
}
