package id.pantau.vendor.simulator;

import id.pantau.model.Camera;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.ServerLoop;
import id.pantau.service.Cameras;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the simulated cameras, all on one thread, and breaks them when told to. Thread-safe. */
@Component(service = Simulator.class, configurationPid = "id.pantau.vendor.simulator")
@Designate(ocd = SimulatorConfiguration.class)
public final class Simulator {
    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    /** The registry, to know cameras by the platform's ids too. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Cameras registry;

    private final ServerLoop loop;
    private final FaultFile file;
    private final Map<String, FaultKind> faults;
    private final Map<String, SimulatedCamera> cameras = new ConcurrentHashMap<>();

    @Activate
    public Simulator(SimulatorConfiguration configuration, BundleContext context) throws IOException {
        this(configuration, stateFolder(context));
    }

    /** @param state the container's state folder */
    Simulator(SimulatorConfiguration configuration, Path state) throws IOException {
        file = new FaultFile(state.resolve("simulator").resolve("faults.properties"));
        faults = new TreeMap<>(file.read());
        InetAddress address = InetAddress.getByName(configuration.address());
        ServerLogin login = configuration.user().isEmpty()
                ? null
                : ServerLogin.digest(configuration.user(), configuration.password());
        loop = ServerLoop.start("simulator");
        Clips clips = new Clips();
        for (int number = 1; number <= Math.min(configuration.cameras(), Clips.CAMERAS); number++) {
            String name = name(number);
            start(name, new InetSocketAddress(address, configuration.port() + number), login, clips);
        }
        LOG.info("serving {} simulated cameras", cameras.size());
    }

    /** A camera whose port is taken is reported and left out; the others are served. */
    private void start(String name, InetSocketAddress address, @Nullable ServerLogin login, Clips clips) {
        try {
            SimulatedCamera camera = new SimulatedCamera(name, loop, address, login, clips);
            cameras.put(name, camera);
            camera.fault(faults.getOrDefault(name, FaultKind.NONE));
        } catch (IOException e) {
            LOG.error("simulated camera {} is not served: {}", name, e.getMessage());
        }
    }

    /** Ends every camera. */
    @Deactivate
    void close() {
        cameras.values().forEach(SimulatedCamera::close);
        loop.close();
    }

    /** By number. */
    List<SimulatedCamera> cameras() {
        return List.copyOf(new TreeMap<>(cameras).values());
    }

    /** A camera by its number, such as {@code 7} or {@code 07}, or by the id that the platform gave it. */
    Optional<SimulatedCamera> find(String nameOrId) {
        if (nameOrId.matches("\\d{1,2}")) {
            return Optional.ofNullable(cameras.get(name(Integer.parseInt(nameOrId))));
        }
        Cameras known = registry;
        return known == null
                ? Optional.empty()
                : known.find(nameOrId).map(Camera::endpoint).flatMap(endpoint -> at(endpoint.uri()));
    }

    private Optional<SimulatedCamera> at(URI address) {
        String path = String.valueOf(address.getPath());
        return cameras.values().stream()
                .filter(camera -> camera.listensOn(address.getPort()) && path.startsWith("/" + camera.name() + "/"))
                .findFirst();
    }

    /**
     * Breaks a camera, or mends it with {@link FaultKind#NONE}; the fault is on disk when this returns.
     *
     * @throws IOException when it cannot be written down, or the camera's port is taken
     */
    synchronized void fault(SimulatedCamera camera, FaultKind kind) throws IOException {
        if (kind == FaultKind.NONE) {
            faults.remove(camera.name());
        } else {
            faults.put(camera.name(), kind);
        }
        file.write(faults);
        camera.fault(kind);
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static Path stateFolder(BundleContext context) {
        String state = context.getProperty("pantau.state");
        if (state == null) {
            throw new IllegalStateException("the property pantau.state, the container's state folder, is not set");
        }
        return Path.of(state);
    }
}
