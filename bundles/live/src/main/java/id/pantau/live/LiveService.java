package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Finding;
import id.pantau.model.Rendition;
import id.pantau.model.StreamStats;
import id.pantau.service.CameraListener;
import id.pantau.service.Cameras;
import id.pantau.service.Devices;
import id.pantau.service.Drivers;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.Findings;
import id.pantau.service.History;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import id.pantau.service.Sharing;
import id.pantau.service.Stills;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the hub and the drivers into the framework. Neither a driver nor the routes coming or going restarts it. */
@Component(
        immediate = true,
        configurationPid = "id.pantau.live",
        service = {Live.class, Drivers.class, Devices.class, Stills.class, CameraListener.class, Findings.class})
@Designate(ocd = LiveConfig.class)
public final class LiveService implements Live, Drivers, Devices, Stills, CameraListener, Findings {
    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);
    private static final int BLOCKING_THREADS = 4;
    private static final int MOST_WAITING = 4096;

    /** {@link History#alive}: how much of an outage of the platform itself may be taken for its last known state. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final Duration HISTORY_RETRY = Duration.ofSeconds(2);

    /** Each about 200 bytes. */
    private static final int MOST_CHANGES_WAITING = 10_000;

    private final Cameras cameras;
    private final Sharing sharing;
    private final BundleContext context;
    private final ScheduledLoop loop = new ScheduledLoop();
    private final ExecutorService blocking = pool("pantau-live-registry", BLOCKING_THREADS);
    private final TcpWitness witness = new TcpWitness();
    private final Quarantine quarantine;
    private final BundleListener bundles = this::bundleChanged;
    private final DriverBay bay;
    private final DriverDesk drivers;
    private final DeviceDesk devices;
    private final StillDesk stills;
    private final MediaWatchers watchers = new MediaWatchers();
    private final Timelines timelines;
    private volatile LiveHub hub;
    private volatile @Nullable Facts facts;
    private volatile @Nullable History history;
    private final Chronicle chronicle =
            new Chronicle(() -> history, Instant::now, HEARTBEAT, HISTORY_RETRY, MOST_CHANGES_WAITING);

    @Activate
    public LiveService(
            @Reference Cameras cameras, @Reference Sharing sharing, BundleContext context, LiveConfig config) {
        this.cameras = cameras;
        this.sharing = sharing;
        this.context = context;
        this.quarantine = new Quarantine(
                new FrameworkBundles(context), new QuarantineFile(state(context).resolve("quarantine")));
        this.bay = new DriverBay(loop, new DriverThreads()::pool, quarantine, witness);
        this.drivers = new DriverDesk(bay, loop::now);
        this.devices = new DeviceDesk(cameras, sharing, drivers, loop::now);
        this.stills = new StillDesk(drivers, loop, () -> hub.pulls());
        this.timelines = new Timelines(state(context), Instant.now().getEpochSecond());
        this.hub = hub(LiveSettings.of(config));
        bay.onChange(vendor -> hub.driversChanged(vendor));
        context.addBundleListener(bundles);
        hub.open();
    }

    private static Path state(BundleContext context) {
        String folder = context.getProperty("pantau.state");
        if (folder == null) {
            throw new IllegalStateException("the framework property pantau.state names no folder");
        }
        return Path.of(folder, "live");
    }

    private LiveHub hub(LiveSettings settings) {
        return new LiveHub(
                loop,
                bay,
                cameras,
                sharing,
                blocking,
                timelines,
                settings,
                new ClientPulls(settings.client(), settings.pull(), settings.pins()),
                this::publish,
                chronicle::add,
                watchers);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(LiveService.class.getClassLoader());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Modified
    void modified(LiveConfig config) {
        LiveSettings settings = LiveSettings.of(config);
        hub.close();
        hub = hub(settings);
        hub.open();
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(bundles);
        bay.onChange(vendor -> {});
        hub.close();
        chronicle.close();
        bay.close();
        witness.close();
        loop.close();
        blocking.shutdownNow();
    }

    /** Takes the reference only: getting the service can run the driver's code, which belongs on the driver's threads. */
    @Reference(
            service = CameraDriver.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addDriver(ServiceReference<CameraDriver> reference) {
        Object vendor = reference.getProperty(Vendor.PROPERTY);
        DriverBundle bundle = bundle(reference.getBundle());
        if (vendor instanceof String name && name.matches("[a-z0-9-]{1,32}")) {
            Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
            bay.add(
                    id(reference),
                    name,
                    bundle,
                    ranking instanceof Integer rank ? rank : 0,
                    new DriverReference(context, reference));
        } else {
            LOG.error(
                    "A driver of bundle {} is not used: its service property {} must be [a-z0-9-]{1,32}",
                    bundle.name(),
                    Vendor.PROPERTY);
        }
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UPDATED) {
            quarantine.updated(bundle(event.getBundle()));
        } else if (event.getType() == BundleEvent.UNINSTALLED) {
            quarantine.uninstalled(event.getBundle().getBundleId());
        }
    }

    private static DriverBundle bundle(Bundle bundle) {
        return new DriverBundle(
                bundle.getBundleId(),
                bundle.getSymbolicName() + " " + bundle.getVersion(),
                Instant.ofEpochMilli(bundle.getLastModified()));
    }

    void removeDriver(ServiceReference<CameraDriver> reference) {
        bay.remove(id(reference));
    }

    private static long id(ServiceReference<CameraDriver> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setFacts(Facts present) {
        facts = present;
    }

    void unsetFacts(Facts leaving) {
        if (facts == leaving) {
            facts = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setHistory(History present) {
        history = present;
    }

    void unsetHistory(History leaving) {
        if (history == leaving) {
            history = null;
        }
    }

    private void publish(Fact fact) {
        Facts present = facts;
        if (present != null) {
            present.publish(fact);
        }
    }

    @Override
    public Optional<CameraState> state(String camera) {
        return hub.state(camera);
    }

    @Override
    public void report(String camera, List<Finding> findings) {
        hub.report(camera, findings);
    }

    @Override
    public StreamStats stats(String camera) {
        return hub.stats(camera);
    }

    @Override
    public StreamStats stats(String camera, Rendition rendition) {
        return hub.stats(camera, rendition);
    }

    @Override
    public void returned(String camera) {
        hub.returned(camera);
    }

    @Override
    public boolean hasMain(String camera) {
        return hub.hasMain(camera);
    }

    @Override
    public boolean sendsPictures(String camera) {
        return hub.sendsPictures(camera);
    }

    @Override
    public Optional<MediaResource> media(String camera, String name, String viewer) {
        return hub.media(camera, name, viewer);
    }

    @Override
    public MediaAnswer ask(MediaRequest request) {
        return hub.ask(request);
    }

    @Override
    public Optional<MediaReader> read(String camera, String viewer) {
        return hub.read(camera, viewer);
    }

    @Override
    public Runnable watch(Consumer<String> changed) {
        return hub.watch(changed);
    }

    @Override
    public List<DriverInfo> all() {
        return drivers.all();
    }

    @Override
    public void retry(String vendor) throws InterruptedException {
        drivers.retry(vendor);
    }

    @Override
    public ProbeReport probe(Endpoint endpoint) throws InterruptedException {
        return drivers.probe(endpoint);
    }

    @Override
    public LoginReport login(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException {
        return drivers.login(vendor, endpoint, credentials);
    }

    @Override
    public CodedPicture take(String vendor, Endpoint endpoint, Credentials credentials, String channel)
            throws CameraException, InterruptedException {
        return stills.take(vendor, endpoint, credentials, channel);
    }

    @Override
    public DeviceReport inspect(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException {
        return drivers.inspect(vendor, endpoint, credentials);
    }

    @Override
    public List<Check> verify(String vendor) throws InterruptedException {
        return drivers.verify(vendor);
    }

    @Override
    public List<Check> verify(String vendor, Endpoint device, Credentials credentials) throws InterruptedException {
        return drivers.verify(vendor, device, credentials);
    }

    @Override
    public List<Check> verifyOn(String camera) throws InterruptedException {
        return devices.verifyOn(camera);
    }

    @Override
    public void discover(Duration patience, Consumer<Endpoint> found) throws InterruptedException {
        drivers.discover(patience, found);
    }

    @Override
    public void move(String camera, double pan, double tilt, double zoom, Duration length)
            throws CameraException, InterruptedException {
        devices.move(camera, pan, tilt, zoom, length);
    }

    @Override
    public void stop(String camera) throws CameraException, InterruptedException {
        devices.stop(camera);
    }

    @Override
    public List<String> presets(String camera) throws CameraException, InterruptedException {
        return devices.presets(camera);
    }

    @Override
    public void goTo(String camera, String preset) throws CameraException, InterruptedException {
        devices.goTo(camera, preset);
    }

    @Override
    public ClockReading clock(String camera) throws CameraException, InterruptedException {
        return devices.clock(camera);
    }

    @Override
    public ClockReading setClock(String camera) throws CameraException, InterruptedException {
        return devices.setClock(camera);
    }

    @Override
    public void changed(Camera camera) {
        hub.changed(camera);
    }

    @Override
    public void sharingChanged(Camera camera) {
        hub.sharingChanged(camera);
    }

    @Override
    public void removed(String id) {
        hub.removed(id);
    }
}
