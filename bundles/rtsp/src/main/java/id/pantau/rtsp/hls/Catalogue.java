package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a stream can be asked for, by name. Filled by the stream's thread, read by any. */
final class Catalogue {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    record Entry(Content content, String contentType, boolean immutable, String etag) {}

    /** @return what had the name before, still to be let go of */
    @Nullable
    Entry put(String name, Entry entry) {
        return entries.put(name, entry);
    }

    @Nullable
    Entry remove(String name) {
        return entries.remove(name);
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** An entry that was let go of between look-up and hold has been replaced or removed by then: look again. */
    Optional<HlsResource> find(String name) {
        for (Entry entry = entries.get(name); entry != null; entry = entries.get(name)) {
            if (entry.content().hold()) {
                return Optional.of(new Resource(entry));
            }
        }
        return Optional.empty();
    }

    private static final class Resource implements HlsResource {
        private final Entry entry;
        private final AtomicBoolean closed = new AtomicBoolean();

        Resource(Entry entry) {
            this.entry = entry;
        }

        @Override
        public String contentType() {
            return entry.contentType();
        }

        @Override
        public long length() {
            return entry.content().length();
        }

        @Override
        public List<ByteBuffer> body() {
            if (closed.get()) {
                throw new IllegalStateException("the resource is closed");
            }
            return entry.content().body();
        }

        @Override
        public boolean immutable() {
            return entry.immutable();
        }

        @Override
        public String etag() {
            return entry.etag();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                entry.content().release();
            }
        }
    }
}
