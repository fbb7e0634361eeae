package id.pantau.service;

import id.pantau.spi.storage.SegmentStore.Segment;
import id.pantau.spi.storage.SegmentStore.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What was recorded. Thread-safe; calls may block on the storage. */
@ProviderType
public interface Recordings {

    /**
     * Recorded segments of a camera that overlap [from, to), oldest first.
     *
     * @throws NotSharedException when the camera's owner does not share recordings, or not any more
     */
    List<Segment> find(String camera, Instant from, Instant to) throws IOException;

    /**
     * A recorded segment's bytes; the caller closes the stream.
     *
     * @throws NotSharedException when the camera's owner does not share recordings, or not any more
     */
    InputStream read(Segment segment) throws IOException;

    /** How long what is recorded of a camera is kept; empty when it is not chosen for recording, whoever shares it. */
    default Optional<Duration> kept(String camera) {
        return Optional.empty();
    }

    /** Every storage backend that is present. */
    List<StorageInfo> storages();

    /**
     * A storage backend.
     *
     * @param usage empty when the store could not say
     * @param problem what is wrong, such as why there is no usage or why segments were lost, or empty
     */
    record StorageInfo(String name, boolean inUse, Optional<Usage> usage, String problem) {}
}
