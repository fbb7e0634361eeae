package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.itests.plugin.PantauRoutes;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** Integrators' routes in the distribution: from a bundle, and from files that come, change and go. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class RoutesIT {
    private static final String INTAKE = """
            - route:
                id: intake
                from:
                  uri: file:in
                  parameters: { delete: true, initialDelay: 0 }
                  steps:
                    - to: pantau:submit?partner=bank-anu&format=csv
                    - to: file:out?fileName=receipt.json
            """;
    private static final String WATCH = """
            - route:
                id: watch
                from:
                  uri: pantau:events
                  parameters:
                    type: status-changed
                  steps:
                    - filter:
                        simple: "${header.PantauStatus} == '%s'"
                        steps:
                          - doTry:
                              steps:
                                - to: pantau:snapshot
                              doCatch:
                                - exception: [ java.util.NoSuchElementException ]
                                  steps:
                                    - setBody: { simple: "${exception.message}" }
                          - to: file:%s?fileName=said
            """;

    private static Container container;
    private static RtspServer camera;

    @BeforeClass
    public static void start() throws Exception {
        container = new Container("routes");
        camera = RtspServer.start();
        camera.mount("/1", VideoClip.testCard());
        container.start();
        container.allowLoopback();
        container.console("point:add --kecamatan Uji --latitude 1.1 --longitude 104.0 uji Uji\n"
                + "partner:add bank-anu \"Bank Anu\"");
        Path plugin = PluginJar.writeRouting(container.home().resolveSibling("plugins"), PantauRoutes.class);
        Files.copy(plugin, container.home().resolve("container/deploy").resolve(plugin.getFileName()));
        await().atMost(30, SECONDS).until(() -> log().contains("brought the routes [id.pantau.itests.pantauroutes"));
    }

    @AfterClass
    public static void stop() throws Exception {
        container.close();
        camera.close();
    }

    private static String log() throws IOException {
        return Files.readString(container.home().resolve("log/karaf.log"));
    }

    private static void drop(String file, String text) throws IOException {
        Path routes = container.home().resolve("container/etc/routes");
        Files.writeString(routes.resolve(".half"), text);
        Files.move(routes.resolve(".half"), routes.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path folder(String file, String subfolder) {
        return container.home().resolve("routes").resolve(file).resolve(subfolder);
    }

    private static JsonNode state(String file) throws IOException {
        for (JsonNode each : container.consoleJson("route:list --json")) {
            if (each.path("file").asText().equals(file)) {
                return each;
            }
        }
        return Container.JSON.createObjectNode();
    }

    private static void awaitState(String file, String state, String problem) {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            JsonNode is = state(file);
            assertEquals(is.toString(), state, is.path("state").asText());
            assertTrue(is.toString(), is.path("problem").asText().startsWith(problem));
            assertEquals(
                    is.toString(),
                    problem.isEmpty(),
                    is.path("problem").asText().isEmpty());
        });
    }

    @Test
    public void a1_nothingRunsUnlessSomebodyPutItThere() throws Exception {
        assertEquals(0, container.consoleJson("route:list --json").size());
        assertTrue(Files.exists(container.home().resolve("container/etc/routes/examples/events-to-mqtt.yaml")));
    }

    @Test
    public void a2_aFileHandsInCamerasAndGetsTheReceipt() throws Exception {
        drop("intake.yaml", INTAKE);
        awaitState("intake.yaml", "running", "");
        Files.writeString(
                folder("intake", "in").resolve("a.csv"),
                "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n"
                        + "G1,Gerbang 1,rtsp://127.0.0.1:9/1,cctv,rahasia-1,1.1289,104.0535,street,true\n");
        Path receipt = folder("intake", "out").resolve("receipt.json");
        await().atMost(30, SECONDS).until(() -> Files.exists(receipt) && Files.size(receipt) > 0);
        assertEquals(
                "G1",
                Container.JSON.readTree(receipt.toFile()).at("/rows/0/ref").asText());
        JsonNode row = container.consoleJson("onboarding:list --json").get(0);
        assertEquals("bank-anu", row.path("partner").asText());
    }

    @Test
    public void a3_filesAndBundlesHearOfCameras() throws Exception {
        drop("watch.yaml", WATCH.formatted("offline", "one"));
        awaitState("watch.yaml", "running", "");
        container.console("camera:add --partner bank-anu --ref K1 --point uji --scene street --public-consent "
                + "--why test \"Simpang\" " + camera.uri("/1"));
        Path statuses = container.home().resolve(PantauRoutes.FILE);
        await().atMost(60, SECONDS)
                .until(() ->
                        Files.exists(statuses) && Files.readString(statuses).contains("Simpang live"));
        camera.unplug();
        await().atMost(60, SECONDS)
                .until(() -> Files.exists(folder("watch", "one").resolve("said")));
        await().atMost(30, SECONDS).until(() -> Files.readString(statuses).contains("Simpang offline"));
    }

    @Test
    public void a4_aBrokenVersionSaysFileAndLineAndTheOneBeforeGoesOn() throws Exception {
        drop("watch.yaml", WATCH.formatted("live", "two").replace("file:two", "exec:two"));
        awaitState("watch.yaml", "running", "watch.yaml: line 18: component 'exec' is not allowed in route files");
        Path said = folder("watch", "one").resolve("said");
        Files.delete(said);
        camera.plugIn();
        await().atMost(60, SECONDS).until(() -> status().equals("live"));
        camera.unplug();
        await().atMost(60, SECONDS).until(() -> Files.exists(said));
    }

    private static String status() throws IOException {
        return container.consoleJson("camera:list --json").get(0).path("status").asText();
    }

    @Test
    public void a5_aFileThatRunsProgramsIsRefused() throws Exception {
        drop("evil.yaml", "- from:\n    uri: timer:x\n    steps:\n      - to: exec:touch?args=/tmp/x\n");
        awaitState("evil.yaml", "refused", "evil.yaml: line 4: component 'exec' is not allowed in route files");
        drop("evil.yaml", "- from:\n    uri: timer:x\n    steps:\n      - script: { groovy: x }\n");
        awaitState("evil.yaml", "refused", "evil.yaml: line 4: step 'script' is not allowed in route files");
    }

    @Test
    public void a6_whatIsTakenAwayStopsAlone() throws Exception {
        Path routes = container.home().resolve("container/etc/routes");
        Files.delete(routes.resolve("watch.yaml"));
        Files.delete(routes.resolve("evil.yaml"));
        await().atMost(30, SECONDS)
                .until(() -> container.consoleJson("route:list --json").size() == 1);
        assertEquals("running", state("intake.yaml").path("state").asText());
        assertFalse(log().contains("rahasia-1"));
    }
}
