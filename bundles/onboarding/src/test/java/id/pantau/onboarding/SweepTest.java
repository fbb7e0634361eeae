package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.service.Discovery.Found;
import id.pantau.service.Discovery.Progress;
import id.pantau.spi.vendor.ProbeResult;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A search for devices")
@Timeout(60)
class SweepTest {
    private static final List<Integer> PORTS = List.of(554, 80);

    private final ScriptedDrivers drivers = new ScriptedDrivers();
    private final MemoryCity city = new MemoryCity();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> knocked = ConcurrentHashMap.newKeySet();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();

    private Sweep sweep(String... allowed) {
        Networks networks = new Networks(List.of(allowed), List.of("8181"));
        return new Sweep(drivers, city.registeredCameras(), () -> networks, (host, port) -> {
            knocked.add(host);
            return open.contains(host + ":" + port);
        });
    }

    private static List<String> addresses(List<Found> found) {
        return found.stream().map(f -> f.endpoint().toString()).toList();
    }

    @Test
    @DisplayName("knocks at every address of the allowed networks but their edges, and has what opens looked at once")
    void sweeps() throws Exception {
        open.addAll(List.of("10.0.0.1:554", "10.0.0.1:80", "10.0.0.9:80", "10.0.0.200:80"));
        drivers.answers.put("10.0.0.9", new ProbeResult.Recognised(new DeviceInfo("Acme", "One", "7")));
        drivers.answers.put("10.0.0.200", new ProbeResult.NotMine("a printer"));
        List<Found> found = sweep("10.0.0.0/24").search(List.of(), PORTS, progress::add);

        assertEquals(254, knocked.size());
        assertFalse(knocked.contains("10.0.0.0") || knocked.contains("10.0.0.255"));
        assertEquals(List.of("10.0.0.1", "10.0.0.200", "10.0.0.9"), addresses(found));
        assertEquals(3, drivers.probed.size());
        assertTrue(found.get(0).needsLogin());
        assertEquals(Optional.of("rtsp"), found.get(0).vendor());
        assertEquals(
                new Found(
                        Endpoint.parse("10.0.0.200"),
                        Optional.empty(),
                        DeviceInfo.UNKNOWN,
                        false,
                        "rtsp: a printer",
                        List.of()),
                found.get(1));
        assertEquals("One", found.get(2).device().model());
        assertEquals(new Progress(254, 254, 3), progress.get(progress.size() - 1));
        assertEquals(List.of(), drivers.loggedIn);
    }

    @Test
    @DisplayName("says which devices are registered already, by address and port")
    void registered() throws Exception {
        open.addAll(List.of("10.0.0.1:554", "10.0.0.2:8554"));
        Camera camera = city.registeredCameras()
                .add(
                        new Camera(
                                "",
                                "Gate",
                                "p",
                                "bank-anu",
                                "1",
                                "rtsp",
                                Endpoint.parse("rtsp://10.0.0.1/ch1"),
                                "1",
                                Scene.STREET,
                                true),
                        Credentials.NONE,
                        Actor.system("test"),
                        "");
        city.registeredCameras()
                .add(
                        new Camera(
                                "",
                                "Other",
                                "p",
                                "bank-anu",
                                "2",
                                "rtsp",
                                Endpoint.parse("rtsp://10.0.0.2/ch1"),
                                "1",
                                Scene.STREET,
                                true),
                        Credentials.NONE,
                        Actor.system("test"),
                        "");
        List<Found> found = sweep("10.0.0.0/29").search(List.of(), List.of(554, 8554), progress::add);
        assertEquals(List.of("10.0.0.1", "10.0.0.2:8554"), addresses(found));
        assertEquals(List.of(camera.id()), found.get(0).cameras());
        assertEquals(List.of(), found.get(1).cameras());
    }

    @Test
    @DisplayName("takes what drivers hear of by themselves, but not from beyond the networks that are searched")
    void announced() throws Exception {
        drivers.announced.add(Endpoint.parse("http://10.0.0.3:8899/onvif/device_service"));
        drivers.announced.add(Endpoint.parse("http://10.9.0.3/onvif/device_service"));
        drivers.announced.add(Endpoint.parse("http://10.0.0.200/onvif/device_service"));
        List<Found> found = sweep("10.0.0.0/24").search(List.of("10.0.0.0/28"), PORTS, progress::add);
        assertEquals(List.of("http://10.0.0.3:8899/onvif/device_service"), addresses(found));
        assertEquals(14, knocked.size());
    }

    @Test
    @DisplayName("is refused beyond the allowed networks and with more than 4096 addresses, before it knocks anywhere")
    void bounds() {
        Sweep sweep = sweep("10.0.0.0/8", "fd00::/64");
        assertRefused("these networks have more than 4096 addresses", sweep, List.of());
        assertRefused("these networks have more than 4096 addresses", sweep, List.of("10.0.0.0/19"));
        assertRefused("192.168.0.0/24 is outside", sweep, List.of("192.168.0.0/24"));
        assertRefused("0.0.0.0/0 is outside", sweep, List.of("0.0.0.0/0"));
        assertRefused("is not a network", sweep, List.of("everywhere"));
        assertThrows(
                IllegalArgumentException.class,
                () -> sweep.search(List.of("10.0.0.0/30"), List.of(70000), progress::add));
        assertEquals(Set.of(), knocked);
    }

    private void assertRefused(String words, Sweep sweep, List<String> networks) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> sweep.search(networks, PORTS, progress::add));
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
    }

    @Test
    @DisplayName(
            "is the only one at a time, and has no more than four devices looked at, after everything was knocked at")
    void oneAtATime() throws Exception {
        for (int i = 1; i < 200; i++) {
            open.add("10.0.0." + i + ":554");
        }
        drivers.gate = new CountDownLatch(1);
        Sweep sweep = sweep("10.0.0.0/24");
        CompletableFuture<List<Found>> first = CompletableFuture.supplyAsync(() -> {
            try {
                return sweep.search(List.of(), PORTS, progress::add);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> drivers.probed.size() == 4);
        assertEquals(254, knocked.size());
        assertEquals(4, threads());
        assertThrows(IllegalStateException.class, () -> sweep.search(List.of(), PORTS, progress::add));
        assertEquals(4, drivers.probed.size());
        drivers.gate.countDown();
        assertEquals(199, first.get().size());
    }

    @Test
    @DisplayName("knocks with no more than 32 threads, none of which is left behind")
    void threadsThatKnock() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Networks networks = new Networks(List.of("10.0.0.0/24"), List.of("8181"));
        Sweep sweep = new Sweep(drivers, city.registeredCameras(), () -> networks, (host, port) -> {
            knocked.add(host);
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        CompletableFuture<List<Found>> search = CompletableFuture.supplyAsync(() -> {
            try {
                return sweep.search(List.of(), PORTS, progress::add);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> knocked.size() == 32);
        assertEquals(32, threads());
        gate.countDown();
        assertEquals(List.of(), search.get());
        assertEquals(254, knocked.size());
        assertEquals(0, threads());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pantau-discovery"))
                .count();
    }

    @Test
    @DisplayName("hears whether a port is open")
    void knocks() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, java.net.InetAddress.getByName("127.0.0.1"))) {
            assertTrue(Knock.byTcp("127.0.0.1", server.getLocalPort()));
            int port = server.getLocalPort();
            server.close();
            assertFalse(Knock.byTcp("127.0.0.1", port));
        }
    }
}
