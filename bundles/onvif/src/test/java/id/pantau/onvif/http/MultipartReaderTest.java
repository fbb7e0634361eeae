package id.pantau.onvif.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MultipartReaderTest {
    @Test
    void readsPartsByTheirLength() throws IOException {
        String body = "--boundary\r\nContent-Type: text/plain\r\nContent-Length:10\r\n\r\n--boundary\r\n"
                + "--boundary\r\nContent-Length: 3\r\n\r\nend\r\n--boundary--\r\n";
        assertEquals(List.of("--boundary", "end"), texts(body, 100));
    }

    @Test
    void readsPartsWithoutALengthUpToTheNext() throws IOException {
        String body = "--b\r\nContent-Type: application/xml\r\n\r\n<a>\n--c\n</a>\r\n--b\r\n\r\nsecond\r\n--b--\r\n";
        assertEquals(List.of("<a>\n--c\n</a>", "second"), texts(body, 100));
    }

    /** Old recorders declare one and send another; others put a blank behind the dashes. */
    @Test
    void takesTheBoundaryThatIsSent() throws IOException {
        assertEquals(List.of("one", "two"), texts("\r\n-- myboundary\r\n\r\none\r\n--myboundary\r\n\r\ntwo\r\n", 100));
    }

    @Test
    void survivesAnEndThatIsNone() throws IOException {
        assertEquals(List.of("one", "two"), texts("--b\r\n\r\none\r\n--b--\r\n\r\n--b\r\n\r\ntwo\r\n--b--\r\n", 100));
    }

    @Test
    void tellsTheTypeOfAPart() throws IOException {
        MultipartReader reader = reader("--b\r\ncontent-TYPE: image/jpeg\r\nContent-Length: 0\r\n\r\n", 10);
        assertEquals("image/jpeg", reader.next().orElseThrow().type());
    }

    @Test
    void refusesAPartBeyondTheBound() {
        assertTooLarge("--b\r\nContent-Length: 101\r\n\r\n");
        assertTooLarge("--b\r\n\r\n" + "x".repeat(101));
        assertTooLarge("--b\r\n\r\n" + "x\n".repeat(51));
        assertTooLarge("no boundary\n".repeat(10));
        assertTooLarge("--b\r\n" + "a: b\r\n".repeat(51) + "\r\n");
    }

    @Test
    void aPartThatIsCutOffIsNone() throws IOException {
        assertEquals(
                Optional.empty(),
                reader("--b\r\nContent-Length: 10\r\n\r\nshort", 100).next());
    }

    private static void assertTooLarge(String body) {
        DeviceHttpException e =
                assertThrows(DeviceHttpException.class, () -> reader(body, 100).next());
        assertEquals(DeviceHttpException.Kind.TOO_LARGE, e.kind());
    }

    private static List<String> texts(String body, int longest) throws IOException {
        MultipartReader reader = reader(body, longest);
        List<String> texts = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            texts.add(part.get().text());
        }
        return texts;
    }

    private static MultipartReader reader(String body, int longest) {
        return new MultipartReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), longest);
    }
}
