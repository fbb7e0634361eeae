package id.pantau.itests;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.itests.plugin.EventLog;
import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import id.pantau.vendor.dahua.DahuaCamera;
import id.pantau.vendor.hikvision.HikvisionCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * The makers' drivers in the distribution as it is shipped: devices of another process, whose streams are GStreamer's, and
 * encoders that send by themselves. The tests share a container.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class MakersIT {
    private static final Credentials LOGIN = new Credentials("kamera", "Rahasia-7421/kamera+");
    private static final Duration FAST = Duration.ofSeconds(120);
    private static final List<String> MAKERS =
            List.of("onvif", "hikvision", "dahua", "axis", "uniview", "rtsp", "push");

    private static Container container;
    private static GstCamera streams;
    private static OnvifCamera dome;
    private static Path password;
    private static int rtspPort;
    private static int rtmpPort;
    private static int readerPort;

    @BeforeClass
    public static void start() throws Exception {
        streams = GstCamera.at(
                LOGIN.user(),
                LOGIN.password(),
                "/main",
                "/sub",
                "/Streaming/Channels/101",
                "/Streaming/Channels/102",
                "/cam/realmonitor");
        dome = new OnvifCamera(Manner.of(LOGIN).withStreamsAt(streams.port()).withClock(FAST));
        container = new Container("makers");
        container.start();
        container.allowLoopback();
        rtspPort = Container.freePort();
        rtmpPort = Container.freePort();
        readerPort = Container.freePort();
        container.console("config:property-set -p id.pantau.live driverGraceSeconds 2\n"
                + "config:property-set -p id.pantau.vendor.push rtspPort " + rtspPort
                + "\nconfig:property-set -p id.pantau.vendor.push rtmpPort " + rtmpPort
                + "\nconfig:property-set -p id.pantau.vendor.push readerPort " + readerPort
                + "\nfeature:install pantau-vendor-push"
                + "\npoint:add --kecamatan Uji --latitude 1.1 --longitude 104.0 uji Uji");
        drop(PluginJar.writeRouting(container.home().resolveSibling("plugins"), EventLog.class));
        password = container.home().resolveSibling("makers-password");
        Files.writeString(password, LOGIN.password() + "\n");
        await().atMost(20, SECONDS).until(() -> vendors().keySet().containsAll(MAKERS));
    }

    @AfterClass
    public static void stop() throws IOException {
        if (container != null) {
            container.close();
        }
        if (dome != null) {
            dome.close();
        }
        if (streams != null) {
            streams.close();
        }
        if (password != null) {
            Files.deleteIfExists(password);
        }
    }

    @Test
    public void a1_aProbeSaysWhoServesADeviceWhyOthersDoNotAndWhatItOffers() throws Exception {
        String host = dome.endpoint().uri().getAuthority();
        Map<String, JsonNode> answers = probe(host);
        assertEquals("needs-login", answers.get("onvif").path("answer").asText());
        assertEquals("onvif", chosen(answers));
        for (String other : List.of("rtsp", "hikvision", "dahua", "push")) {
            assertEquals(other, "not-mine", answers.get(other).path("answer").asText());
            assertFalse(other, answers.get(other).path("detail").asText().isBlank());
        }

        Map<String, String> found = new TreeMap<>();
        for (JsonNode line : container.consoleJson(
                "camera:probe --json --user " + LOGIN.user() + " --password-file " + password + " " + host)) {
            found.merge(line.path("what").asText(), line.path("found").asText(), (a, b) -> a + "; " + b);
        }
        assertEquals("Acme Dome 3 A-0001", found.get("device"));
        assertTrue(
                found.toString(),
                found.get("channel vs1").startsWith("main (main) H264 640x360, sub (sub) H264 320x180; "));
        assertTrue(found.toString(), found.get("channel vs1").contains("ptz"));
        assertTrue(found.toString(), found.get("abilities").contains("events"));
        assertTrue(found.toString(), found.get("clock").matches("1(19|2[0-9]) s fast"));
        assertTrue(found.toString(), found.get("to fix").contains("set the clock"));
        assertEquals("logins that the device refused", 0, dome.loginsRefused());
    }

    @Test
    public void a2_anOnvifDeviceOfAPartnerIsApprovedAndLive() throws Exception {
        String key = container.partner("hotel-anu");
        await("the allowed networks are delivered").atMost(30, SECONDS).until(() -> {
            submit(key, "DOME-1", dome.endpoint().uri().getAuthority());
            await().atMost(20, SECONDS)
                    .until(() -> !List.of("", "received", "probing")
                            .contains(row("DOME-1").path("state").asText()));
            return row("DOME-1").path("state").asText().equals("waiting-approval");
        });
        container.console("onboarding:approve --partner hotel-anu --why seen");
        String id = row("DOME-1").path("camera").asText();
        assertEquals("onvif", listed(id).path("vendor").asText());
        awaitStatus(id, "live");
        container.console("public:publish --why agreed " + id);
        await().atMost(20, SECONDS)
                .until(() -> container.get("/live/" + id + "/index.m3u8").statusCode() == 200);
        assertEquals(
                "what a decoder has to complain about", "", container.complaints("/live/" + id + "/index.m3u8", 3));
    }

    @Test
    public void a3_anOnvifCameraIsTurnedAndItsClockIsSet() throws Exception {
        String id = row("DOME-1").path("camera").asText();
        assertEquals(
                List.of("Gate", "Street & port"),
                container.console("camera:ptz " + id).lines().map(String::strip).toList());
        container.console("camera:ptz --seconds 0.2 --speed 0.25 " + id + " left");
        container.console("camera:ptz --preset Gate " + id);
        List<String> moves = dome.calls().stream()
                .filter(call -> call.matches("(ContinuousMove|Stop|GotoPreset) .*"))
                .toList();
        assertEquals(moves.toString(), 3, moves.size());
        assertTrue(moves.toString(), moves.get(0).matches("ContinuousMove .*PanTilt=-0\\.25,0(\\.0)?( .*)?"));
        assertTrue(moves.toString(), moves.get(1).startsWith("Stop "));
        assertTrue(moves.toString(), moves.get(2).contains("PresetToken=p1"));

        container.console("camera:clock --set " + id);
        assertTrue(dome.clockAhead().toString(), dome.clockAhead().abs().compareTo(FAST.dividedBy(2)) < 0);
    }

    @Test
    public void a4_whatAnOnvifCameraNoticesIsOnTheTopic() throws Exception {
        String id = row("DOME-1").path("camera").asText();
        String motion = "tns1:RuleEngine/CellMotionDetector/Motion";
        String source = "VideoSourceConfigurationToken=vsc1";
        awaitEvent(id + " motion begun", () -> dome.notice(motion, source, "IsMotion=true"));
        awaitEvent(id + " motion ended", () -> dome.notice(motion, source, "IsMotion=false"));
        String all = Files.readString(container.home().resolve(EventLog.FILE));
        assertTrue(all, all.contains("CellMotionDetector"));
        assertFalse("a password in a fact", all.contains(LOGIN.password()));
    }

    @Test
    public void b1_hikvisionGoesBeforeOnvifWhichServesItsCameraWhileItIsAway() throws Exception {
        try (HikvisionCamera device = new HikvisionCamera(LOGIN, false, streams.port())) {
            isServedByTheBest("hikvision", device, () -> device.notice(1, "VMD", "active"));
        }
    }

    @Test
    public void b2_dahuaGoesBeforeOnvifWhichServesItsCameraWhileItIsAway() throws Exception {
        try (DahuaCamera device = new DahuaCamera(LOGIN, false, streams.port())) {
            isServedByTheBest("dahua", device, () -> device.notice("Code=VideoMotion;action=Start;index=0"));
        }
    }

    /** The device speaks its maker's dialect and, at the same port, ONVIF, as such devices do. */
    private static void isServedByTheBest(String vendor, DigestCamera device, Runnable motion) throws Exception {
        try (OnvifCamera onvif = new OnvifCamera(Manner.of(LOGIN).withStreamsAt(streams.port()));
                FakeWeb both = new FakeWeb(
                        request -> (request.uri().getPath().startsWith("/onvif/") ? onvif.handler() : device.handler())
                                .answer(request))) {
            String address = "127.0.0.1:" + both.port();
            Map<String, JsonNode> answers = probe(address);
            assertEquals(vendor, chosen(answers));
            assertEquals("needs-login", answers.get("onvif").path("answer").asText());
            String id = add(vendor, address, "--user " + LOGIN.user() + " --password-file " + password);
            assertEquals(vendor, listed(id).path("vendor").asText());
            awaitStatus(id, "live");
            awaitEvent(id + " motion begun", motion);
            assertEquals("nothing of it is asked by ONVIF", List.of(), streamsAsked(onvif));

            container.console("bundle:uninstall id.pantau.vendor." + vendor);
            await("the next best serves it")
                    .atMost(30, SECONDS)
                    .until(() -> !streamsAsked(onvif).isEmpty());
            staysLive(id);

            int before = device.calls().size();
            drop(shipped(vendor));
            await("its own driver takes it back")
                    .atMost(30, SECONDS)
                    .until(() -> device.calls().size() > before && vendor.equals(chosen(probe(address))));
            staysLive(id);
            assertEquals("logins that the device refused", 0, device.loginsRefused() + onvif.loginsRefused());
            container.console("camera:remove --why \"test over\" " + id);
        }
    }

    private static List<String> streamsAsked(OnvifCamera device) {
        return device.calls().stream()
                .filter(call -> call.startsWith("GetStreamUri"))
                .toList();
    }

    @Test
    public void c1_encodersSendByRtmpAndByRtspWithTheKeyOfTheirStream() throws Exception {
        String key = key("gate");
        String id;
        try (Sender sender = Sender.ffmpeg(rtmp(key))) {
            await().atMost(20, SECONDS).until(() -> sending("gate"));
            id = add("gate", "rtsp://127.0.0.1:" + readerPort + "/gate", "");
            assertEquals("push", listed(id).path("vendor").asText());
            awaitStatus(id, "live");
        }
        awaitStatus(id, "offline");
        try (Sender sender = Sender.ffmpeg(rtsp(key))) {
            awaitStatus(id, "live");
        }
        awaitStatus(id, "offline");
        try (Sender sender = Sender.gstreamer(rtsp(key))) {
            awaitStatus(id, "live");
        }
        awaitStatus(id, "offline");
    }

    @Test
    public void c2_aRevokedKeyEndsWhatIsSentAndTheNextOneWorks() throws Exception {
        String id = pushed("gate");
        String revoked = key("gate");
        try (Sender sender = Sender.ffmpeg(rtmp(revoked))) {
            awaitShown(id);
            container.console("push:revoke gate");
            assertFalse(
                    "who sent is told nothing but that it is over",
                    sender.lastWords().contains("gate"));
            awaitStatus(id, "offline");
            assertEquals(
                    "as a camera without power",
                    "unreachable",
                    listed(id).path("reason").asText());
        }
        String rotated = key("gate");
        try (Sender sender = Sender.ffmpeg(rtsp(rotated))) {
            awaitShown(id);
            String next = key("gate");
            sender.lastWords();
            Set<String> refusals = new LinkedHashSet<>();
            for (String wrong : List.of(revoked, rotated, "gate", next.substring(1))) {
                try (Sender stranger = Sender.ffmpeg(rtsp(wrong))) {
                    refusals.add(stranger.lastWords().replace(wrong, "KEY").replaceAll("0x[0-9a-f]+", ""));
                }
            }
            assertEquals("one and the same answer " + refusals, 1, refusals.size());
            assertFalse("something is sent with a wrong key", sending("gate"));
            try (Sender again = Sender.ffmpeg(rtmp(next))) {
                awaitShown(id);
            }
        }
        String log = Files.readString(container.home().resolve("log/karaf.log"));
        for (String key : List.of(revoked, rotated)) {
            assertFalse("a key in the log", log.contains(key));
        }
    }

    @Test
    public void d1_everyMakersDriverIsVerifiedInTheContainer() throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(MAKERS.size());
        try {
            Map<String, Future<JsonNode>> trials = new TreeMap<>();
            for (String vendor : MAKERS) {
                trials.put(vendor, all.submit(() -> container.consoleJson("vendor:verify --json " + vendor)));
            }
            for (String vendor : MAKERS) {
                List<String> failed = new ArrayList<>();
                JsonNode rules = trials.get(vendor).get();
                for (JsonNode rule : rules) {
                    if (!rule.path("result").asText().equals("passed")) {
                        failed.add(rule.toString());
                    }
                }
                assertEquals(vendor, List.of(), failed);
                assertEquals(
                        "passed " + rules.size() + " rules",
                        vendors().get(vendor).path("verified").asText());
            }
        } finally {
            all.shutdownNow();
        }
        for (JsonNode driver : vendors().values()) {
            assertEquals(driver.toString(), "present", driver.path("state").asText());
        }
    }

    private static void drop(Path jar) throws IOException {
        Path half = container.home().resolve("container/deploy/.half");
        Files.copy(jar, half);
        Files.move(half, half.resolveSibling(jar.getFileName()));
    }

    /** The driver's jar as it is in the distribution. */
    private static Path shipped(String vendor) throws IOException {
        Path system = container.home().resolve("container/system/id/pantau/pantau-vendor-" + vendor);
        try (var files = Files.walk(system)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, JsonNode> vendors() throws IOException {
        Map<String, JsonNode> vendors = new TreeMap<>();
        container
                .consoleJson("vendor:list --json")
                .forEach(driver -> vendors.put(driver.path("vendor").asText(), driver));
        return vendors;
    }

    private static Map<String, JsonNode> probe(String address) throws IOException {
        Map<String, JsonNode> answers = new TreeMap<>();
        container
                .consoleJson("camera:probe --json " + address)
                .forEach(answer -> answers.put(answer.path("vendor").asText(), answer));
        return answers;
    }

    private static String chosen(Map<String, JsonNode> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().path("chosen").asBoolean())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static void submit(String key, String ref, String address) throws IOException, InterruptedException {
        ObjectNode body = Container.JSON.createObjectNode().put("submission", ref + System.nanoTime());
        body.putArray("cameras")
                .addObject()
                .put("ref", ref)
                .put("name", "Hotel Anu " + ref)
                .put("address", address)
                .put("username", LOGIN.user())
                .put("password", LOGIN.password())
                .put("latitude", 1.1289)
                .put("longitude", 104.0535)
                .put("scene", "street")
                .put("publicConsent", true);
        var answer = container.post(
                "/api/v1/partners/hotel-anu/cameras",
                "application/json",
                body.toString(),
                "Authorization",
                "Bearer " + key);
        assertTrue(answer.body(), List.of(202, 422).contains(answer.statusCode()));
    }

    /** The partner's newest row of that name. */
    private static JsonNode row(String ref) throws IOException {
        JsonNode found = Container.JSON.createObjectNode();
        for (JsonNode row : container.consoleJson("onboarding:list --json")) {
            found = row.path("ref").asText().equals(ref) ? row : found;
        }
        return found;
    }

    private static String add(String ref, String address, String login) throws IOException {
        return container
                .console("camera:add --partner hotel-anu --ref " + ref + " --point uji --scene street " + login
                        + " --why test \"" + ref + "\" " + address)
                .strip();
    }

    private static JsonNode listed(String id) throws IOException {
        for (JsonNode camera : container.consoleJson("camera:list --json")) {
            if (camera.path("id").asText().equals(id)) {
                return camera;
            }
        }
        throw new AssertionError("no camera " + id);
    }

    private static String pushed(String name) throws IOException {
        for (JsonNode camera : container.consoleJson("camera:list --json")) {
            if (camera.path("name").asText().equals(name)) {
                return camera.path("id").asText();
            }
        }
        throw new AssertionError("no camera " + name);
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(30, SECONDS)
                .until(() -> listed(id).path("status").asText().equals(status));
    }

    /**
     * Live, or as one whose connection breaks again and again, which is what these tests do to it; who comes and goes three
     * times within a minute is offline until pictures have come for half a minute.
     */
    private static void awaitShown(String id) {
        await().atMost(75, SECONDS)
                .until(() -> List.of("live", "degraded")
                        .contains(listed(id).path("status").asText()));
    }

    private static void staysLive(String id) {
        await().during(3, SECONDS)
                .atMost(15, SECONDS)
                .until(() -> listed(id).path("status").asText().equals("live"));
    }

    /** The line is open some time after the camera is live; a device tells nobody what it noticed before. */
    private static void awaitEvent(String line, Runnable notice) {
        Path file = container.home().resolve(EventLog.FILE);
        await(line).atMost(30, SECONDS).pollInterval(500, MILLISECONDS).until(() -> {
            notice.run();
            return Files.exists(file) && Files.readString(file).contains(line);
        });
    }

    private static String key(String stream) throws IOException {
        return container.console("push:key " + stream).strip();
    }

    private static boolean sending(String stream) throws IOException {
        for (JsonNode known : container.consoleJson("push:list --json")) {
            if (known.path("name").asText().equals(stream)) {
                return known.path("sending").asBoolean();
            }
        }
        return false;
    }

    private static String rtmp(String key) {
        return "rtmp://127.0.0.1:" + rtmpPort + "/live/" + key;
    }

    private static String rtsp(String key) {
        return "rtsp://127.0.0.1:" + rtspPort + "/" + key;
    }
}
