package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import id.pantau.itests.plugin.SwapPolicy;
import id.pantau.itests.plugin.SwapStorage;
import id.pantau.itests.plugin.SwapVendor;
import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.model.Status;
import id.pantau.rtsp.server.Mount;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Live;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications;
import id.pantau.service.Recordings;
import id.pantau.spi.policy.Decision;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.karaf.bundle.core.BundleService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Plugins of each kind come, change and go, twenty times, under thirty streaming cameras with viewers; nothing else in
 * the container notices.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapIT {
    private static final int CAMERAS = 30;
    private static final int SWAPS = 20;
    private static final Actor TEST = Actor.system("test");

    @Inject
    private BundleContext context;

    @Inject
    private Points points;

    @Inject
    private Partners partners;

    @Inject
    private Cameras cameras;

    @Inject
    private Drivers drivers;

    @Inject
    private Live live;

    @Inject
    private Publications publications;

    @Inject
    private Recordings recordings;

    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private BundleService bundles;

    private final ConcurrentLinkedQueue<String> foreign = new ConcurrentLinkedQueue<>();
    private final SynchronousBundleListener bundleEvents = event -> {
        if (!event.getBundle().getSymbolicName().startsWith("id.pantau.itests.")) {
            foreign.add("bundle event " + event.getType() + " of " + event.getBundle());
        }
    };
    private final FrameworkListener frameworkEvents = event -> {
        // PACKAGES_REFRESHED follows every update, for the updated bundle; another's refresh shows in its bundle events
        if (event.getType() == FrameworkEvent.ERROR) {
            foreign.add("framework event " + event.getType() + " " + event.getThrowable());
        }
    };

    private RtspServer others;
    private RtspServer own;
    private final List<Mount> otherMounts = new ArrayList<>();
    private final List<Mount> ownMounts = new ArrayList<>();
    private final List<Camera> streaming = new ArrayList<>();
    private PlaylistReaders viewers;
    private int connections;

    @Configuration
    public Option[] distribution() throws IOException {
        Path jars = Path.of(System.getProperty("pantau.work"), "plugins").toAbsolutePath();
        for (Class<?> plugin : List.of(SwapVendor.class, SwapPolicy.class, SwapStorage.class)) {
            for (int version = 1; version <= 3; version++) {
                PluginJar.write(jars, plugin, version);
            }
            PluginJar.writeExporting(jars, plugin);
        }
        return Distribution.options(
                "swap",
                systemProperty("pantau.itests.plugins").value(jars.toString()),
                // the grace of 30 s shortened: the test waits it out
                editConfigurationFilePut("etc/id.pantau.live.cfg", "driverGraceSeconds", "4"),
                editConfigurationFilePut("etc/id.pantau.publishing.cfg", "absenceSeconds", "4"));
    }

    @Before
    public void streamThirtyCameras() throws Exception {
        others = RtspServer.start();
        own = RtspServer.start();
        points.add(new Point("test-point", "Test", "Test", 1.1, 104.0), TEST);
        partners.add(new Partner("test", "Test"), TEST);
        for (int i = 1; i <= CAMERAS; i++) {
            otherMounts.add(others.mount("/" + i, VideoClip.smallTestCard()));
            streaming.add(add("other-" + i, "rtsp", others.uri("/" + i)));
        }
        await().atMost(60, SECONDS).until(() -> streaming.stream().allMatch(c -> isLive(c.id())));
        for (Camera camera : streaming) {
            publications.publish(camera.id(), TEST, "test");
        }
        // a stream has no playlist before its first segment is complete
        await().atMost(20, SECONDS).until(() -> streaming.stream().allMatch(c -> hasPlaylist(c.id())));
        viewers = new PlaylistReaders(Integer.parseInt(context.getProperty("pantau.http.port")), streaming);
        await().atMost(20, SECONDS).until(() -> viewers.answers() > CAMERAS);
    }

    @After
    public void stop() {
        context.removeBundleListener(bundleEvents);
        context.removeFrameworkListener(frameworkEvents);
        if (viewers != null) {
            viewers.close();
        }
        for (Camera camera : cameras.all()) {
            cameras.remove(camera.id(), TEST, "test over");
        }
        others.close();
        own.close();
    }

    @Test
    public void aVendorIsSwappedTwentyTimes() throws Exception {
        ownMounts.add(own.mount("/own", VideoClip.smallTestCard()));
        ownMounts.add(own.mount("/moved", VideoClip.smallTestCard()));
        Camera camera = add("own", "swap", unknownToOthers(own.uri("/own")));
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();

        Bundle plugin = null;
        for (int swap = 0; swap < SWAPS; swap++) {
            boolean last = swap == SWAPS - 1;
            plugin = install(SwapVendor.class, 1);
            await().atMost(20, SECONDS).until(() -> isLive(camera.id()));
            assertEquals(
                    "v1",
                    drivers.login("swap", camera.endpoint(), Credentials.NONE)
                            .device()
                            .model());

            int connections = own.connectionsAccepted();
            Set<Integer> ssrc = ssrcs(ownMounts);
            update(plugin, SwapVendor.class, 2);
            await().atMost(10, SECONDS).until(() -> "v2".equals(model(camera)));
            assertTrue("the update cost its own camera the picture", isLive(camera.id()));
            assertEquals("the update cost its own camera a connection", connections, own.connectionsAccepted());
            assertEquals(ssrc, ssrcs(ownMounts));
            if (last) {
                update(plugin, SwapVendor.class, 3);
                await("the stream moves with the address that the new version names")
                        .atMost(20, SECONDS)
                        .until(() ->
                                !ssrcs(ownMounts).equals(ssrc) && own.openConnections() == 1 && isLive(camera.id()));
            }
            plugin.uninstall();
            if (last) {
                await().atMost(20, SECONDS).until(() -> reason(camera.id()) == Reason.NO_DRIVER);
                await("the pull ends with the grace").atMost(10, SECONDS).until(() -> own.openConnections() == 0);
                plugin = install(SwapVendor.class, 1);
                await("the next driver's cameras are live within 2 s and one GOP, which is 1 s in the test card")
                        .atMost(3, SECONDS)
                        .until(() -> isLive(camera.id()));
                plugin.uninstall();
            }
        }
        assertUndisturbed(ssrcs, before);
    }

    @Test
    public void aCameraWhoseDriverIsAwayIsServedByTheNextBestUntilItReturns() throws Exception {
        ownMounts.add(own.mount("/own", VideoClip.smallTestCard()));
        Camera camera = add("own", "swap", own.uri("/own"));
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();
        Bundle plugin = install(SwapVendor.class, 1);
        await().atMost(20, SECONDS).until(() -> isLive(camera.id()));
        Set<Integer> ssrc = ssrcs(ownMounts);
        plugin.uninstall();
        await("past the grace of 4 s")
                .atMost(20, SECONDS)
                .during(8, SECONDS)
                .until(() -> isLive(camera.id()) && ssrcs(ownMounts).equals(ssrc));
        plugin = install(SwapVendor.class, 1);
        await().atMost(10, SECONDS).until(() -> "v1".equals(model(camera)));
        assertTrue(isLive(camera.id()));
        assertEquals("the way there and back cost a connection", ssrc, ssrcs(ownMounts));
        assertEquals("swap", cameras.find(camera.id()).orElseThrow().vendor());
        plugin.uninstall();
        assertUndisturbed(ssrcs, before);
    }

    @Test
    public void aJarInTheDeployFolderIsInstalledReplacedAndRemoved() throws Exception {
        Camera camera = add("own", "swap", unknownToOthers(own.uri("/own")));
        ownMounts.add(own.mount("/own", VideoClip.smallTestCard()));
        Path dropped = Path.of(context.getProperty("karaf.base"), "deploy", "swap.jar");
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();
        drop(jar(SwapVendor.class, 1), dropped);
        await().atMost(20, SECONDS).until(() -> "v1".equals(model(camera)) && isLive(camera.id()));
        Set<Integer> ssrc = ssrcs(ownMounts);
        drop(jar(SwapVendor.class, 2), dropped);
        await().atMost(20, SECONDS).until(() -> "v2".equals(model(camera)));
        assertTrue("the update cost its own camera the picture", isLive(camera.id()));
        assertEquals(ssrc, ssrcs(ownMounts));
        Files.delete(dropped);
        await().atMost(20, SECONDS).until(() -> reason(camera.id()) == Reason.NO_DRIVER);
        assertUndisturbed(ssrcs, before);
    }

    /** As a careful integrator copies: the folder never sees half a jar. */
    private static void drop(Path jar, Path into) throws IOException {
        Path half = into.resolveSibling(".half");
        Files.copy(jar, half);
        Files.setLastModifiedTime(half, FileTime.from(Instant.now()));
        Files.move(half, into, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    public void aPluginThatExportsAPackageIsRefusedAndSaysWhy() throws Exception {
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();
        for (Class<?> kind : List.of(SwapVendor.class, SwapPolicy.class, SwapStorage.class)) {
            Path jar = jar(kind, "exporting");
            Bundle plugin = context.installBundle("exporting " + kind.getSimpleName(), PluginJar.open(jar));
            try {
                plugin.start();
                fail(kind + " exports a package and starts");
            } catch (BundleException e) {
                assertEquals(Bundle.INSTALLED, plugin.getState());
            }
            assertTrue(
                    diagnosis(plugin),
                    diagnosis(plugin).contains("is refused: it exports " + kind.getPackageName() + ","));
            plugin.uninstall();
        }
        assertUndisturbed(ssrcs, before);
    }

    /** What {@code bundle:diag} says. */
    private String diagnosis(Bundle bundle) {
        return bundles.getDiag(bundle);
    }

    @Test
    public void aStoreIsSwappedTwentyTimes() throws Exception {
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();
        for (int swap = 0; swap < SWAPS; swap++) {
            Bundle plugin = install(SwapStorage.class, 1);
            await().atMost(10, SECONDS).until(() -> freeBytes() == 1);
            update(plugin, SwapStorage.class, 2);
            await().atMost(10, SECONDS).until(() -> freeBytes() == 2);
            plugin.uninstall();
            await().atMost(10, SECONDS).until(() -> freeBytes() == -1);
        }
        assertUndisturbed(ssrcs, before);
    }

    @Test
    public void aPolicyIsSwappedTwentyTimes() throws Exception {
        Camera denied = streaming.get(0);
        System.setProperty("pantau.itests.denied", denied.id());
        viewers.forget(denied);
        Set<Integer> ssrcs = otherSsrcs();
        Map<String, Set<Long>> before = componentConfigurations();
        watch();
        for (int swap = 0; swap < SWAPS; swap++) {
            Bundle plugin = install(SwapPolicy.class, 1);
            await().atMost(10, SECONDS)
                    .until(() -> publications.explain(denied.id()).byPolicy().get("swap") instanceof Decision.Abstain);
            assertTrue(publications.of(denied.id()).isPublic());
            update(plugin, SwapPolicy.class, 2);
            await().atMost(10, SECONDS)
                    .until(() -> publications.of(denied.id()).stand() == Publication.Stand.WITHDRAWN);
            plugin.uninstall();
            await().atMost(10, SECONDS).until(() -> publications.of(denied.id()).isPublic());
        }
        assertUndisturbed(ssrcs, before);
    }

    @Test
    public void withoutARequiredPolicyNothingNewIsShownAndSoonNothingAtAll() throws Exception {
        Camera fresh = add("fresh", "rtsp", others.uri("/1"));
        Bundle policy = bundle("id.pantau.policy.publicspace");
        policy.stop();
        try {
            await().atMost(10, SECONDS).until(() -> !present("public-space"));
            PublicationRefusedException refusal = null;
            try {
                publications.publish(fresh.id(), TEST, "test");
            } catch (PublicationRefusedException e) {
                refusal = e;
            }
            assertTrue("nothing new is published", refusal != null);
            assertTrue(
                    "running publications keep their decision",
                    publications.of(streaming.get(0).id()).isPublic());
            await().atMost(20, SECONDS)
                    .until(() -> streaming.stream()
                            .allMatch(c ->
                                    publications.of(c.id()).reason().equals(java.util.Optional.of(Reason.POLICY))));
        } finally {
            policy.start();
        }
        await().atMost(20, SECONDS)
                .until(() ->
                        streaming.stream().allMatch(c -> publications.of(c.id()).isPublic()));
        assertFalse(publications.of(fresh.id()).isPublic());
    }

    private void watch() {
        connections = others.connectionsAccepted();
        context.addBundleListener(bundleEvents);
        context.addFrameworkListener(frameworkEvents);
    }

    private void assertUndisturbed(Set<Integer> ssrcs, Map<String, Set<Long>> before) {
        assertEquals("events of foreign bundles", List.of(), List.copyOf(foreign));
        assertEquals("every other camera keeps its connection", connections, others.connectionsAccepted());
        assertEquals("every other camera keeps its SSRC", ssrcs, otherSsrcs());
        assertEquals("no foreign component is activated again", before, componentConfigurations());
        assertEquals("what viewers noticed", List.of(), viewers.complaints());
        assertTrue(streaming.stream().allMatch(c -> isLive(c.id())));
    }

    /** So that a camera has no driver when its own is away. */
    private static URI unknownToOthers(URI rtsp) {
        return URI.create(rtsp.toString().replaceFirst("^rtsp:", "swap:"));
    }

    private Camera add(String ref, String vendor, URI uri) {
        return cameras.add(
                new Camera("", ref, "test-point", "test", ref, vendor, new Endpoint(uri), "1", Scene.STREET, true),
                Credentials.NONE,
                TEST,
                "test");
    }

    private boolean isLive(String id) {
        return live.state(id).filter(s -> s.status() == Status.LIVE).isPresent();
    }

    private boolean hasPlaylist(String id) {
        return live.media(id, "video.m3u8", "")
                .map(playlist -> {
                    playlist.close();
                    return true;
                })
                .orElse(false);
    }

    private Reason reason(String id) {
        return live.state(id).flatMap(s -> s.reason()).orElse(null);
    }

    private String model(Camera camera) throws InterruptedException {
        try {
            return drivers.login("swap", camera.endpoint(), Credentials.NONE)
                    .device()
                    .model();
        } catch (id.pantau.spi.vendor.CameraException e) {
            return e.getMessage();
        }
    }

    private boolean present(String policy) {
        return publications.policies().stream().anyMatch(p -> p.name().equals(policy) && p.present());
    }

    private long freeBytes() {
        return recordings.storages().stream()
                .filter(s -> s.name().equals("swap"))
                .flatMap(s -> s.usage().stream())
                .map(u -> u.freeBytes())
                .findFirst()
                .orElse(-1L);
    }

    private Set<Integer> otherSsrcs() {
        return ssrcs(otherMounts);
    }

    private static Set<Integer> ssrcs(List<Mount> mounts) {
        return mounts.stream().flatMap(m -> m.ssrcs().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of every component configuration that is not the plugins', by component. */
    private Map<String, Set<Long>> componentConfigurations() {
        Map<String, Set<Long>> ids = new TreeMap<>();
        components.getComponentDescriptionDTOs().stream()
                .flatMap(d -> components.getComponentConfigurationDTOs(d).stream())
                .forEach(c -> ids.computeIfAbsent(c.description.name, n -> new TreeSet<>())
                        .add(c.id));
        return ids;
    }

    private Bundle install(Class<?> plugin, int version) throws BundleException {
        Bundle bundle = context.installBundle(PluginJar.symbolicName(plugin), PluginJar.open(jar(plugin, version)));
        bundle.start();
        return bundle;
    }

    private void update(Bundle bundle, Class<?> plugin, int version) throws BundleException {
        try {
            bundle.update(PluginJar.open(jar(plugin, version)));
        } catch (BundleException e) {
            if (!String.valueOf(e.getMessage()).contains("global lock")) {
                throw e;
            }
            // Felix gives way to another thread that resolves; whoever updates starts it again, as the deploy folder
            // does
            System.out.println("started again after: " + e.getMessage());
            bundle.start();
        }
    }

    private static Path jar(Class<?> plugin, Object version) {
        return Path.of(System.getProperty("pantau.itests.plugins"), plugin.getSimpleName() + "-" + version + ".jar");
    }

    private Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + symbolicName);
    }
}
