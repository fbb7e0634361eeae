package id.pantau.itests.plugin;

import id.pantau.spi.storage.SegmentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A storage bundle to swap: keeps nothing, and says that as many bytes are free as its bundle's version. */
public final class SwapStorage implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        var properties = new Hashtable<String, Object>();
        properties.put("pantau.storage", "swap");
        context.registerService(
                SegmentStore.class, new Sink(context.getBundle().getVersion().getMajor()), properties);
    }

    @Override
    public void stop(BundleContext context) {}

    private record Sink(int version) implements SegmentStore {
        @Override
        public Draft begin(Segment segment) {
            return new Draft() {
                @Override
                public int write(ByteBuffer source) {
                    int length = source.remaining();
                    source.position(source.limit());
                    return length;
                }

                @Override
                public boolean isOpen() {
                    return true;
                }

                @Override
                public void commit() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public List<Segment> find(String camera, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public InputStream read(Segment segment) throws IOException {
            throw new NoSuchFileException(segment.toString());
        }

        @Override
        public void delete(Segment segment) {}

        @Override
        public Set<String> cameras() {
            return Set.of();
        }

        @Override
        public Usage usage() {
            return new Usage(0, 0, version);
        }
    }
}
