package id.pantau.recording;

import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Fact;
import id.pantau.service.Live;
import id.pantau.service.NotSharedException;
import id.pantau.service.Recordings;
import id.pantau.service.Sharing;
import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Segment;
import id.pantau.spi.storage.SegmentStore.Usage;
import id.pantau.spi.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Keeps the chosen cameras' segments in the configured storage backend. Segments that close while that is absent, or
 * too slow, are lost for the recording, counted and logged; nobody else notices.
 */
@Component(
        name = Recorder.PID,
        service = {Recordings.class, Recorder.class})
@Designate(ocd = RecordingConfig.class)
public final class Recorder implements Recordings {
    static final String PID = "id.pantau.recording";

    private static final Duration QUESTION_DEADLINE = Duration.ofSeconds(10);

    private final SegmentCopier copier;
    private final Sharing sharing;
    private final Clock clock;
    private final Duration deadline;
    private final Losses losses = new Losses();
    private final Map<Long, StorePort> ports = new ConcurrentSkipListMap<>();
    private volatile RecordingSettings settings;

    @Activate
    public Recorder(@Reference Live live, @Reference Sharing sharing, RecordingConfig config) {
        this(live, sharing, RecordingSettings.of(config), Clock.systemUTC(), QUESTION_DEADLINE);
    }

    Recorder(Live live, Sharing sharing, RecordingSettings settings, Clock clock, Duration deadline) {
        this.copier = new SegmentCopier(live);
        this.sharing = sharing;
        this.settings = settings;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Modified
    void configure(RecordingConfig config) {
        settings = RecordingSettings.of(config);
    }

    @Deactivate
    void stop() {
        ports.values().forEach(StorePort::close);
        ports.clear();
    }

    @Reference(
            name = "stores",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Storage.PROPERTY + "=*)")
    void addStore(ServiceReference<SegmentStore> service, SegmentStore store) {
        add(id(service), String.valueOf(service.getProperty(Storage.PROPERTY)), store);
    }

    void removeStore(ServiceReference<SegmentStore> service) {
        remove(id(service));
    }

    private static long id(ServiceReference<SegmentStore> service) {
        return (Long) service.getProperty(Constants.SERVICE_ID);
    }

    void add(long id, String name, SegmentStore store) {
        ports.put(id, new StorePort(name, store, losses, deadline));
    }

    void remove(long id) {
        StorePort gone = ports.remove(id);
        if (gone != null) {
            gone.close();
        }
    }

    /** Records a segment that is closed, if its camera is chosen and its owner shares recordings now. Never blocks and never throws. */
    void closed(Fact fact) {
        RecordingSettings now = settings;
        if (now.records(fact.camera())
                && sharing.obstacle(fact.camera(), Use.RECORDED, clock.instant())
                        .isEmpty()) {
            Optional<StorePort> port = port(now.storage());
            if (port.isPresent()) {
                port.get().write(fact.camera(), store -> copier.copy(fact, store));
            } else {
                losses.add(fact.camera(), absent(now.storage()));
            }
        }
    }

    /** Has every backend delete what is older than the retention. Does not wait for it. */
    void deleteOld() {
        Instant limit = clock.instant().minus(settings.retention());
        ports.values().forEach(port -> port.deleteUntil(limit));
    }

    @Override
    public List<Segment> find(String camera, Instant from, Instant to) throws IOException {
        requireShared(camera);
        return inUse().ask(store -> store.find(camera, from, to));
    }

    @Override
    public InputStream read(Segment segment) throws IOException {
        requireShared(segment.camera());
        return inUse().ask(store -> store.read(segment));
    }

    private void requireShared(String camera) throws NotSharedException {
        Optional<Text> ended = sharing.ended(camera, Use.RECORDED, clock.instant());
        if (ended.isPresent()) {
            throw new NotSharedException(ended.get());
        }
    }

    @Override
    public Optional<Duration> kept(String camera) {
        RecordingSettings now = settings;
        return now.records(camera) ? Optional.of(now.retention()) : Optional.empty();
    }

    @Override
    public List<StorageInfo> storages() {
        Optional<StorePort> used = port(settings.storage());
        List<StorageInfo> infos = new ArrayList<>();
        for (StorePort port : ports.values()) {
            infos.add(info(port, used.filter(port::equals).isPresent()));
        }
        return infos;
    }

    private StorageInfo info(StorePort port, boolean inUse) {
        try {
            Usage usage = port.ask(SegmentStore::usage);
            return new StorageInfo(port.name(), inUse, Optional.of(usage), inUse ? losses.summary() : "");
        } catch (IOException e) {
            String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new StorageInfo(port.name(), inUse, Optional.empty(), problem);
        }
    }

    private StorePort inUse() throws IOException {
        String name = settings.storage();
        return port(name).orElseThrow(() -> new IOException(absent(name)));
    }

    private static String absent(String storage) {
        return "storage " + storage + " is not installed";
    }

    /** Of two backends of one name, the one that came first. */
    private Optional<StorePort> port(String name) {
        return ports.values().stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** How many segments were lost since this recorder started. */
    long lost() {
        return losses.count();
    }
}
