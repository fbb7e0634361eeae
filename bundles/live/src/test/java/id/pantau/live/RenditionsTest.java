package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Endpoint;
import id.pantau.model.Rendition;
import id.pantau.model.StreamProfile;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import id.pantau.spi.vendor.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera with two streams")
class RenditionsTest {
    private static final String GATE = "gate";
    private static final String MAIN = "rtsp://gate.example/v1/main";
    private static final Pattern REPORT =
            Pattern.compile("#EXT-X-RENDITION-REPORT:URI=\"([^\"]+)\",LAST-MSN=(\\d+),LAST-PART=(\\d+)\n");

    private City city;

    @BeforeEach
    void aCamera(@TempDir Path folder) {
        city = new City(folder);
        city.pulls.telling = true;
    }

    private void live() {
        live(new FakeDriver("/v1/"));
    }

    private void live(FakeDriver driver) {
        city.register(GATE, "acme");
        city.install("acme", driver);
        city.open().run(Duration.ofSeconds(15));
        assertEquals("live", city.status(GATE));
    }

    private MediaAnswer ask(String name, Rendition most) {
        MediaAnswer answer = city.hub.ask(
                new MediaRequest(GATE, name, OptionalLong.empty(), OptionalInt.empty(), false, "somebody", most));
        city.loop.settle();
        return answer;
    }

    private String text(String name, Rendition most) {
        try (MediaResource resource =
                assertInstanceOf(MediaAnswer.Found.class, ask(name, most)).resource()) {
            StringBuilder text = new StringBuilder();
            for (ByteBuffer buffer : resource.body()) {
                text.append(StandardCharsets.UTF_8.decode(buffer));
            }
            assertEquals(text.length(), resource.length());
            return text.toString();
        }
    }

    private void watchMain(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            ask("main/video.m3u8", Rendition.MAIN);
            city.run(Duration.ofSeconds(1));
        }
    }

    private static List<String> variants(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    @DisplayName("lists both in one playlist once they are known to be aligned, the first one first, to whom it may")
    void listsBoth() {
        live();
        watchMain(Duration.ofSeconds(10));
        String both = text("index.m3u8", Rendition.MAIN);
        assertEquals(List.of("video.m3u8", "main/video.m3u8"), variants(both));
        assertEquals(2, both.split("CODECS=\"avc1", -1).length - 1);
        assertEquals(List.of("video.m3u8"), variants(text("index.m3u8", Rendition.FIRST)));

        city.run(City.LINGER.plusSeconds(2));
        assertFalse(city.pulls.playing(MAIN).isPresent());
        assertEquals(both, text("index.m3u8", Rendition.MAIN), "it is known still what the main stream is");
        assertFalse(city.pulls.playing(MAIN).isPresent(), "the list alone is no reason to pull it");
    }

    @Test
    @DisplayName("offers them apart when the camera does not tell what its clock shows")
    void staysApart() {
        city.pulls.telling = false;
        live();
        watchMain(Duration.ofSeconds(12));
        assertEquals(List.of("video.m3u8"), variants(text("index.m3u8", Rendition.MAIN)));
        assertEquals(List.of("video.m3u8"), variants(text("main/index.m3u8", Rendition.MAIN)));
        assertFalse(text("video.m3u8", Rendition.MAIN).contains("RENDITION-REPORT"));
        assertFalse(text("main/video.m3u8", Rendition.MAIN).contains("RENDITION-REPORT"));
    }

    @Test
    @DisplayName("finds out what the main stream is when somebody comes who may see it, once, and for a moment")
    void introduces() {
        live();
        assertEquals(List.of("video.m3u8"), variants(text("index.m3u8", Rendition.FIRST)));
        city.run(Duration.ofSeconds(5));
        assertEquals(0, city.pulls.opened(MAIN).size(), "who may not see it is no reason");

        assertEquals(List.of("video.m3u8"), variants(text("index.m3u8", Rendition.MAIN)));
        city.run(Duration.ofSeconds(6));
        assertEquals(1, city.pulls.opened(MAIN).size());
        assertFalse(city.pulls.playing(MAIN).isPresent(), "nobody watches it");
        assertEquals(List.of("video.m3u8", "main/video.m3u8"), variants(text("index.m3u8", Rendition.MAIN)));
        city.run(Duration.ofSeconds(60));
        text("index.m3u8", Rendition.MAIN);
        city.run(Duration.ofSeconds(5));
        assertEquals(1, city.pulls.opened(MAIN).size());
    }

    @Test
    @DisplayName("reports in each playlist how far the other has come while both are pulled, to whom it may")
    void reports() {
        live();
        assertFalse(text("video.m3u8", Rendition.MAIN).contains("RENDITION-REPORT"), "it is not pulled");
        watchMain(Duration.ofSeconds(10));
        reports("video.m3u8", "main/video.m3u8", "main/");
        reports("main/video.m3u8", "../video.m3u8", "");
        assertFalse(text("video.m3u8", Rendition.FIRST).contains("RENDITION-REPORT"));
        city.run(City.LINGER.plusSeconds(2));
        assertFalse(text("video.m3u8", Rendition.MAIN).contains("RENDITION-REPORT"), "it is not pulled any more");
    }

    private void reports(String playlist, String uri, String folder) {
        Matcher report = REPORT.matcher(text(playlist, Rendition.MAIN));
        assertTrue(report.find());
        assertEquals(uri, report.group(1));
        String other = text(folder + "video.m3u8", Rendition.MAIN);
        Matcher parts =
                Pattern.compile("PART:.*URI=\"part-\\d+-(\\d+)-(\\d+)\\.m4s\"").matcher(other);
        String last = "";
        while (parts.find()) {
            last = parts.group(1) + "/" + parts.group(2);
        }
        assertEquals(last, report.group(2) + "/" + report.group(3));
        assertFalse(report.find(), "once");
    }

    @Test
    @DisplayName("shows the cold one within a group of pictures, and who asks meanwhile waits")
    void startsCold() {
        live();
        MediaAnswer.Later later = assertInstanceOf(MediaAnswer.Later.class, ask("main/video.m3u8", Rendition.MAIN));
        assertTrue(later.patience().compareTo(Duration.ofSeconds(20)) < 0);
        city.run(Duration.ofSeconds(2).plusMillis(500));
        assertInstanceOf(MediaAnswer.Found.class, ask("main/video.m3u8", Rendition.MAIN));
    }

    @Test
    @DisplayName("is live with its first picture: who asks before the first part is complete waits")
    void waitsForTheFirstPart() {
        city.register(GATE, "acme");
        city.install("acme", new FakeDriver("/v1/"));
        assertInstanceOf(MediaAnswer.Missing.class, ask("index.m3u8", Rendition.FIRST), "nothing came yet");
        city.open();
        for (int step = 0; !city.status(GATE).equals("live"); step++) {
            assertTrue(step < 1500);
            city.run(Duration.ofMillis(10));
        }
        assertInstanceOf(MediaAnswer.Later.class, ask("index.m3u8", Rendition.FIRST));
        assertInstanceOf(MediaAnswer.Later.class, ask("video.m3u8", Rendition.FIRST));
        assertInstanceOf(MediaAnswer.Missing.class, ask("other.m3u8", Rendition.FIRST));
        city.run(Duration.ofSeconds(3));
        assertEquals(List.of("video.m3u8"), variants(text("index.m3u8", Rendition.FIRST)));
    }

    @Test
    @DisplayName("measures each by itself, and remembers the bit rate of the one that is not pulled")
    void measures() {
        live();
        assertTrue(city.hub.stats(GATE, Rendition.FIRST).bitrate() > 0);
        assertEquals(0, city.hub.stats(GATE, Rendition.MAIN).bitrate());
        watchMain(Duration.ofSeconds(10));
        assertTrue(city.hub.stats(GATE, Rendition.MAIN).fps() > 0);
        city.run(City.LINGER.plusSeconds(2));
        assertEquals(0, city.hub.stats(GATE, Rendition.MAIN).fps());
        assertTrue(city.hub.stats(GATE, Rendition.MAIN).bitrate() > 0);
    }

    @Test
    @DisplayName("begins with H.264 and offers H.265 as the better one")
    void offersH265() {
        live(new FakeDriver("/v1/") {
            @Override
            List<Channel> channels(Endpoint endpoint) {
                return List.of(channel(
                        endpoint,
                        List.of(
                                profile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H265),
                                profile("sub", StreamProfile.Kind.SUB, StreamProfile.Codec.H264))));
            }
        });
        assertEquals(1, city.pulls.opened(City.sub(GATE)).size());
        assertTrue(city.hub.hasMain(GATE));
        watchMain(Duration.ofSeconds(10));
        assertEquals(1, city.pulls.opened(MAIN).size());
    }
}
