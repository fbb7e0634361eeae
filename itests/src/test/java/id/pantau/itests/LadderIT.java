package id.pantau.itests;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * What a narrow line gives to whom: video, single pictures, or the reason why not. In the distribution, with cameras of
 * pictures and of sound. The tests share a container.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class LadderIT {
    private static final String PASSWORD = "Rahasia-7421/kamera+";
    private static final String H264 = "video/x-raw,width=320,height=180,framerate=10/1 ! timeoverlay"
            + " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=10 bitrate=300"
            + " ! video/x-h264,profile=main ! rtph264pay name=pay0 pt=96 config-interval=-1";
    private static final String LARGE = "video/x-raw,width=640,height=360,framerate=15/1 ! timeoverlay"
            + " ! x264enc tune=zerolatency speed-preset=ultrafast cabac=true dct8x8=true key-int-max=15 bitrate=300"
            + " ! video/x-h264,profile=high ! rtph264pay name=pay0 pt=96 config-interval=-1";
    private static final String AAC =
            " audiotestsrc is-live=true ! audio/x-raw,rate=16000,channels=1 ! voaacenc ! rtpmp4gpay name=pay1 pt=97";
    private static final String JPEG =
            "video/x-raw,format=I420,width=320,height=240,framerate=5/1 ! jpegenc ! rtpjpegpay name=pay0 pt=26";

    private static Container container;
    private static GstCamera sounding;
    private static GstCamera picturing;
    private static GstCamera silent;
    private static String sound;
    private static String pictures;
    private static String third;

    @BeforeClass
    public static void start() throws Exception {
        Peer.GSTREAMER_RTSP.need();
        sounding = GstCamera.sending("kamera", PASSWORD, H264 + AAC, Container.freePort());
        picturing = GstCamera.sending("kamera", PASSWORD, JPEG, Container.freePort());
        silent = GstCamera.sending("kamera", PASSWORD, H264, Container.freePort());
        container = new Container("ladder");
        container.start();
        Path password = secretFile("camera-password", PASSWORD);
        container.console(String.join(
                "\n",
                "config:property-set -p id.pantau.onboarding networks 127.0.0.0/8",
                "config:property-set -p id.pantau.publishing.admission cpuPercent 100",
                "config:property-set -p id.pantau.publishing.admission leaseSeconds 10",
                "config:property-set -p id.pantau.policy.capacity viewersPerCamera 10",
                "config:property-set -p id.pantau.vision wantedSeconds 1",
                "point:add --kecamatan Uji --latitude 1.1 --longitude 104.0 uji Uji",
                "partner:add uji Uji",
                add("SOUND", sounding, password),
                add("JPEG", picturing, password),
                add("THIRD", silent, password)));
        JsonNode cameras = container.consoleJson("camera:list --json");
        sound = id(cameras, "SOUND");
        pictures = id(cameras, "JPEG");
        third = id(cameras, "THIRD");
        container.console("public:publish --why test " + sound + " " + pictures);
    }

    @AfterClass
    public static void stop() {
        if (container != null) {
            container.close();
        }
        for (GstCamera camera : new GstCamera[] {sounding, picturing, silent}) {
            if (camera != null) {
                camera.close();
            }
        }
    }

    @Test
    public void a1_aCameraOfSinglePicturesShowsThemAndHasNoStream() throws Exception {
        await().atMost(30, SECONDS)
                .until(() -> camera(pictures).path("status").asText().equals("live"));
        await().atMost(10, SECONDS).until(() -> camera(pictures).path("hls").isNull());
        String snapshot = camera(pictures).path("snapshot").asText();
        assertEquals("/live/" + pictures + "/snapshot.jpg", snapshot);
        var first = container.get(snapshot);
        assertEquals(200, first.statusCode());
        assertEquals("image/jpeg", first.headers().firstValue("Content-Type").orElse(""));
        var image = ImageIO.read(new ByteArrayInputStream(first.body()));
        assertEquals("320x240", image.getWidth() + "x" + image.getHeight());
        await().atMost(20, SECONDS)
                .until(() -> !container
                        .get(snapshot)
                        .headers()
                        .firstValue("ETag")
                        .equals(first.headers().firstValue("ETag")));
        assertEquals(404, playlist(pictures, "nobody").statusCode());
    }

    @Test
    public void a2_soundIsHeardOfTheCamerasThatAreNamedAndOfNoOther() throws Exception {
        Peer.FFMPEG.need();
        await().atMost(30, SECONDS).until(() -> text(playlist(sound, "phone")).contains("CODECS=\"avc1."));
        assertTrue(!text(playlist(sound, "phone")).contains("mp4a"));
        container.console("config:property-set -p id.pantau.live audioCameras " + sound);
        await().atMost(60, SECONDS).until(() -> text(playlist(sound, "phone")).contains(",mp4a.40.2\""));
        assertEquals("", container.complaints("/live/" + sound + "/stream.mp4", 3, "-map", "0:v", "-map", "0:a"));
    }

    @Test
    public void a3_aPageGoesOnWhenTheCameraReturnsInAnotherCoding() throws Exception {
        try (Browser phone = new Browser(390, 844)) {
            phone.open(container.uri("/kamera/" + sound));
            await().atMost(60, SECONDS).until(() -> number(phone, "v.currentTime") > 3);
            assertEquals(320, number(phone, "v.videoWidth"), 0);
            sounding.close();
            sounding = GstCamera.sending("kamera", PASSWORD, LARGE + AAC, sounding.port());
            await().atMost(60, SECONDS).until(() -> number(phone, "v.videoWidth") == 640);
            double begun = number(phone, "v.currentTime");
            await().atMost(30, SECONDS).until(() -> number(phone, "v.currentTime") > begun + 3);
        }
    }

    /** 1 Mb/s, of which the public has 0.8: 0.72 for video, 0.08 for pictures. */
    @Test
    public void b1_publicationBeyondTheUplinkIsRefusedWithTheFigure() throws Exception {
        await("those who watched before have left")
                .atMost(60, SECONDS)
                .until(() -> metric("pantau_leases").equals("0"));
        container.console("config:property-set -p id.pantau.publishing.admission uplinkMbps 1");
        await().atMost(20, SECONDS)
                .until(() -> metric("pantau_uplink_bits_per_second").equals("1000000"));
        var refused = container.pantau("console", "public:publish --why test " + third);
        assertNotEquals(0, refused.exit());
        assertTrue(
                refused.output(), refused.output().contains("0.7 of 1.0 Mb/s; 2 public cameras with 10 viewers each"));
        assertEquals(404, playlist(third, "phone").statusCode());

        JsonNode explained = container.consoleJson("policy:explain --json " + third);
        assertEquals("deny", decision(explained, "capacity"));
        assertEquals("allow", decision(explained, "public-space"));
        assertEquals("deny", decision(explained, "(all together)"));
        assertEquals(
                "public cameras are left alone",
                "allow",
                decision(container.consoleJson("policy:explain --json " + sound), "(all together)"));
        assertTrue(container
                .console("policy:explain " + third)
                .contains("Melebihi kapasitas: jatah publik 0,7 dari 1,0 Mb/s"));
    }

    @Test
    public void b2_whoComesLateIsToldBusyAndWhoIsThereWatchesOn() throws Exception {
        int admitted = fill();
        assertTrue(admitted + " admitted", admitted >= 1);
        var late = refused(viewer -> playlist(sound, viewer));
        assertEquals(
                "application/problem+json",
                late.headers().firstValue("Content-Type").orElse(""));
        assertTrue(late.headers().firstValue("Retry-After").isPresent());
        JsonNode problem = Container.JSON.readTree(late.body());
        assertEquals("busy", problem.path("code").asText());
        assertEquals("uplink", problem.path("limit").asText());
        assertTrue(
                problem.path("detail_en").asText(),
                problem.path("detail_en").asText().contains(" of the public's 0.7 Mb/s"));
        for (int i = 0; i < admitted; i++) {
            assertEquals(200, playlist(sound, "viewer " + i).statusCode());
        }
        await().atMost(10, SECONDS)
                .until(() -> camera(sound).path("status").asText().equals("busy"));
    }

    @Test
    public void b3_aPageShowsPicturesWhileVideoDoesNotFitAndGoesOnToVideo() throws Exception {
        await().atMost(30, SECONDS)
                .until(() -> camera(sound).path("snapshot").asText().equals("/live/" + sound + "/snapshot.jpg"));
        try (Browser phone = new Browser(390, 844)) {
            try (Crowd crowd = new Crowd()) {
                JsonNode problem = Container.JSON.readTree(
                        refused(viewer -> playlist(sound, viewer)).body());
                assertEquals(
                        "/live/" + sound + "/snapshot.jpg",
                        problem.path("snapshot").asText());
                phone.open(container.uri("/kamera/" + sound));
                await().atMost(60, SECONDS).until(() -> number(phone, "i.naturalWidth") == 640);
            }
            String words = phone.evaluate("return document.querySelector('.screen').innerText")
                    .asText();
            assertTrue(words, words.contains("Terlalu banyak penonton: gambar diam setiap 10 detik ("));
            phone.screenshot(Path.of(System.getProperty("pantau.work"), "phone-pictures.png"));
            await("the picture makes way for the video")
                    .atMost(90, SECONDS)
                    .until(() -> number(phone, "i.naturalWidth + 1") == 1);
            double begun = number(phone, "v.currentTime");
            await().atMost(30, SECONDS).until(() -> number(phone, "v.currentTime") > begun + 2);
        }
    }

    @Test
    public void b4_picturesComeMoreRarelyBeforeTheyAreRefused() throws Exception {
        fill();
        String snapshot = "/live/" + pictures + "/snapshot.jpg";
        List<String> rare = new ArrayList<>();
        var answer = refused(viewer -> {
            var picture = container.get(snapshot, "User-Agent", viewer);
            String lasts = picture.headers().firstValue("Cache-Control").orElse("");
            if (picture.statusCode() == 200 && lasts.equals("private, max-age=10")) {
                rare.add(viewer);
            }
            return picture;
        });
        assertFalse("nobody is shown pictures more rarely", rare.isEmpty());
        assertTrue(Container.JSON
                .readTree(answer.body())
                .path("detail_en")
                .asText()
                .startsWith("All places are taken, for still pictures too: 0.1 of their 0.1 Mb/s"));
        assertTrue(
                "some may be left of those before", Integer.parseInt(metric("pantau_picture_leases")) >= rare.size());
        assertEquals(
                "who has a place",
                200,
                container.get(snapshot, "User-Agent", rare.get(rare.size() - 1)).statusCode());
    }

    @Test
    public void b5_staffWatchesAllTheSame() throws Exception {
        fill();
        container.console(
                "user:add --password-file " + secretFile("staff-password", "petugas-lapangan-92") + " sari viewer");
        var login = container.post(
                "/api/v1/operator/session",
                "application/json",
                "{\"user\":\"sari\",\"password\":\"petugas-lapangan-92\"}",
                "X-Pantau",
                "1");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        for (String file : new String[] {sound + "/index.m3u8", sound + "/video.m3u8", pictures + "/snapshot.jpg"}) {
            assertEquals(
                    file,
                    200,
                    container.get("/operator/live/" + file, "Cookie", cookie).statusCode());
        }
    }

    /** Viewers of video who fill the line, and stay until this is closed. */
    private static final class Crowd implements AutoCloseable {
        private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor();

        Crowd() throws Exception {
            fillWithVideo();
            watching.scheduleWithFixedDelay(
                    () -> {
                        try {
                            fillWithVideo();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    300,
                    300,
                    MILLISECONDS);
        }

        @Override
        public void close() {
            watching.shutdownNow();
        }
    }

    /** Viewers until there is no more room; how many there are of video. */
    private static int fill() throws Exception {
        int admitted = fillWithVideo();
        for (int i = 0;
                i < 100 && fresh(container.get("/live/" + pictures + "/snapshot.jpg", "User-Agent", "each " + i));
                i++) {
            assertTrue("the line is full at some time", i < 99);
        }
        return admitted;
    }

    private static int fillWithVideo() throws Exception {
        int admitted = 0;
        while (playlist(sound, "viewer " + admitted).statusCode() == 200) {
            admitted++;
        }
        while (playlist(sound, "small " + admitted).statusCode() == 200) {
            admitted++;
        }
        return admitted;
    }

    /** Somebody's request. */
    private interface Asking {
        HttpResponse<byte[]> by(String viewer) throws Exception;
    }

    /** The answer to the first newcomer who is refused: a place that somebody left may be free when the line was just full. */
    private static HttpResponse<byte[]> refused(Asking asking) throws Exception {
        HttpResponse<byte[]> answer = asking.by("newcomer 0");
        for (int i = 1; i < 100 && answer.statusCode() == 200; i++) {
            answer = asking.by("newcomer " + i);
        }
        assertEquals(503, answer.statusCode());
        return answer;
    }

    private static boolean fresh(HttpResponse<byte[]> picture) {
        return picture.headers().firstValue("Cache-Control").orElse("").endsWith("max-age=1");
    }

    private static double number(Browser browser, String expression) throws Exception {
        return browser.evaluate("const v = document.querySelector('video'), i = document.querySelector('.screen img');"
                        + " return v && i ? " + expression + " : 0")
                .asDouble();
    }

    private static HttpResponse<byte[]> playlist(String camera, String viewer) throws Exception {
        return container.get("/live/" + camera + "/index.m3u8", "User-Agent", viewer);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String metric(String name) throws Exception {
        return text(container.get("/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static JsonNode camera(String id) throws Exception {
        return StreamSupport.stream(
                        container
                                .getJson("/api/v1/public/points")
                                .at("/features/0/properties/cameras")
                                .spliterator(),
                        false)
                .filter(camera -> camera.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String decision(JsonNode lines, String policy) {
        return StreamSupport.stream(lines.spliterator(), false)
                .filter(line -> line.path("policy").asText().equals(policy))
                .map(line -> line.path("decision").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String add(String ref, GstCamera camera, Path password) {
        return "camera:add --partner uji --ref " + ref + " --point uji --scene street --public-consent --user kamera"
                + " --password-file " + password + " --why test \"" + ref + "\" " + camera.uri();
    }

    private static String id(JsonNode cameras, String name) {
        return StreamSupport.stream(cameras.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static Path secretFile(String name, String secret) throws Exception {
        Path file = container.home().resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, secret);
    }
}
