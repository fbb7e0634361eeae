package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.RowState;
import id.pantau.onboarding.door.PartnerDoor;
import id.pantau.service.ConfigurationValues;
import id.pantau.service.Onboarding;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;

/** A house with doors, of one partner. */
final class DoorHouse implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String PARTNER = "bank-anu";
    static final String CSV = """
            ref,name,address,username,password,latitude,longitude,scene,publicConsent
            GATE-07,"Hotel Anu, street side",rtsp://10.20.0.7:554/ch1,admin,benar-123,1.1289,104.0535,street,true
            """;
    private static final String ID = "id.pantau.onboarding.door.bank-anu.";

    final House house;

    /** How many submissions fail before the registry is well. */
    final AtomicInteger failures = new AtomicInteger();

    private final List<PartnerDoor> doors = new ArrayList<>();

    DoorHouse(Path folder) throws Exception {
        house = new House(Files.createDirectory(folder.resolve("home")));
    }

    PartnerDoor open(Map<String, Object> values) throws Exception {
        Map<String, Object> config = new HashMap<>(values);
        config.put("title", "Bank Anu");
        assertEquals(Optional.empty(), new PartnerCheck().problem(config));
        PartnerDoor door = new PartnerDoor(
                house.camel,
                flaky(),
                house.submissions,
                new LargeBodies(),
                ConfigurationValues.as(PartnerConfig.class, config),
                Map.of("service.pid", PartnerFile.PID + "-" + PARTNER));
        doors.add(door);
        house.submissions.listeners.add(door);
        house.camel.addRoutes(door);
        return door;
    }

    /** Onboarding as it is, but for the failures to come. */
    private Onboarding flaky() {
        return (Onboarding) Proxy.newProxyInstance(
                Onboarding.class.getClassLoader(), new Class<?>[] {Onboarding.class}, (proxy, method, arguments) -> {
                    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new IllegalStateException("the registry is away");
                    }
                    try {
                        return method.invoke(house.onboarding, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void close(PartnerDoor door) {
        door.stop();
        try {
            for (String route : List.of("received", "told")) {
                house.camel.getRouteController().stopRoute(ID + route);
                house.camel.removeRoute(ID + route);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        doors.remove(door);
        house.submissions.listeners.remove(door);
    }

    @Override
    public void close() {
        List.copyOf(doors).forEach(this::close);
        house.close();
    }

    static String problem(PartnerDoor door) {
        return door.state().orElseThrow().problem();
    }

    void awaitOpen(PartnerDoor door) {
        await().until(() ->
                house.camel.getRouteController().getRouteStatus(ID + "received").isStarted()
                        && problem(door).isEmpty());
    }

    void awaitWaiting() {
        await().until(() -> house.submissions.rows(RowState.WAITING_APPROVAL).size() == 1);
    }

    /** The receipt of {@link #CSV}, written again when the camera was probed. */
    static JsonNode awaitReceipt(Path receipt) throws Exception {
        await().until(() -> Files.exists(receipt)
                && JSON.readTree(receipt.toFile())
                        .path("rows")
                        .path(0)
                        .path("state")
                        .asText()
                        .equals("waiting-approval"));
        return JSON.readTree(receipt.toFile());
    }

    static String submission(String name) {
        return House.submission(name, House.camera("GATE-07", "rtsp://10.20.0.7:554/ch1"));
    }

    /** The next one that comes. */
    static JsonNode receipt(BlockingQueue<String> receipts) throws Exception {
        String receipt = receipts.poll(40, TimeUnit.SECONDS);
        Assertions.assertNotNull(receipt, "no receipt comes");
        return JSON.readTree(receipt);
    }

    static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
