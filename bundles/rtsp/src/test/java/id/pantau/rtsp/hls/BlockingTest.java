package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 8216bis, sections 6.2.2, 6.2.5.2 and 6.2.6; a segment has five parts here. */
@DisplayName("A stream that is asked for what is yet to come")
class BlockingTest {
    private final SlabPool pool = new SlabPool(16 << 10, 16 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 3, 8 << 20), new HlsPosition(7, 100, 5), pool, segment -> {});
    private final Pictures camera = new Pictures(stream);

    /** Segments 100 and 101 are complete, two parts of 102 are there. */
    @BeforeEach
    void send() {
        stream.format(Pictures.CIF);
        camera.send(121, 50);
    }

    private String ask(long msn, int part) {
        return ask("video.m3u8", msn, part);
    }

    /** Negative numbers are left out. */
    private String ask(String name, long msn, int part) {
        HlsAnswer answer = stream.ask(new HlsRequest(
                name,
                msn < 0 ? OptionalLong.empty() : OptionalLong.of(msn),
                part < 0 ? OptionalInt.empty() : OptionalInt.of(part),
                false));
        if (answer instanceof HlsAnswer.Found found) {
            found.resource().close();
        }
        return answer.getClass().getSimpleName();
    }

    @Test
    @DisplayName("has the playlist with a part or a segment when it is there, and not before")
    void waits() {
        assertEquals("Found", ask(-1, -1));
        assertEquals("Found", ask(101, -1));
        assertEquals("Found", ask(102, 1));
        assertEquals("Later", ask(102, 2));
        assertEquals("Later", ask(102, -1));
        assertEquals("Later", ask(103, -1));
        camera.send(10, 50);
        assertEquals("Found", ask(102, 2));
        assertEquals("Later", ask(102, -1));
        camera.send(20, 50);
        assertEquals("Found", ask(102, -1));
        assertEquals("Later", ask(103, 0));
    }

    @Test
    @DisplayName("takes a part behind a segment's last for the first of the next segment")
    void wrapsParts() {
        camera.send(30, 50);
        assertEquals("Found", ask(102, 4));
        assertEquals("Later", ask(102, 5));
        camera.send(10, 50);
        assertEquals("Found", ask(102, 5));
    }

    @Test
    @DisplayName("refuses what is too far ahead, and a part without its segment")
    void refuses() {
        assertEquals("Refused", ask(-1, 0));
        assertEquals("Refused", ask(104, -1));
        assertEquals("Refused", ask(Long.MAX_VALUE, 0));
        assertEquals("Later", ask(102, 8));
        assertEquals("Refused", ask(102, 9));
        assertEquals("Later", ask(103, 6));
        assertEquals("Refused", ask(103, 7));
        assertEquals("Found", ask("index.m3u8", -1, 0));
    }

    @Test
    @DisplayName("has the announced part later, and no other")
    void hints() {
        assertEquals("Later", ask("part-7-102-2.m4s", -1, -1));
        assertEquals("Missing", ask("part-7-102-3.m4s", -1, -1));
        assertEquals("Missing", ask("part-7-103-0.m4s", -1, -1));
        camera.send(10, 50);
        assertEquals("Found", ask("part-7-102-2.m4s", -1, -1));
    }

    @Test
    @DisplayName("keeps its playlist through an outage, announces what will follow, and has nothing once it is closed")
    void outage() {
        stream.discontinuity();
        assertEquals("Found", ask(-1, -1));
        assertEquals("Found", ask(102, -1));
        assertEquals("Later", ask(103, 0));
        assertEquals("Later", ask("part-7-103-0.m4s", -1, -1));
        stream.close();
        assertEquals("Missing", ask(103, 0));
        assertEquals("Missing", ask("part-7-103-0.m4s", -1, -1));
    }

    @Test
    @DisplayName("answers with one set of bytes: a segment is its parts, one behind the other")
    void sharesBytes() {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            parts.append(bytes("part-7-101-" + i + ".m4s"));
        }
        assertEquals(bytes("seg-7-101.m4s"), parts.toString());
        // 121 pictures of 1000 bytes, in slabs of 16 KiB, beside some playlists
        assertEquals(true, pool.usedBytes() < 14 * (16 << 10), pool.usedBytes() + " bytes");
    }

    private String bytes(String name) {
        HlsAnswer answer = stream.ask(new HlsRequest(name, OptionalLong.empty(), OptionalInt.empty(), false));
        try (HlsResource resource =
                assertInstanceOf(HlsAnswer.Found.class, answer).resource()) {
            return new String(HlsServer.bytes(resource), StandardCharsets.ISO_8859_1);
        }
    }
}
