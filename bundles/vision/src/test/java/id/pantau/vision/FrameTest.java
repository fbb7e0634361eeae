package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.vision.worker.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A frame")
class FrameTest {
    private static Frame read(byte[] bytes, int most) throws IOException {
        return Frame.read(Channels.newChannel(new ByteArrayInputStream(bytes)), most);
    }

    private static byte[] written(Frame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame.write(Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("is read as it was written")
    void roundTrip() throws IOException {
        Frame read = read(written(Frame.of(Frame.Kind.FAILURE, "tiada")), 5);
        assertEquals(Frame.Kind.FAILURE, read.kind());
        assertEquals("tiada", read.text());
        assertArrayEquals(
                new byte[0],
                read(written(new Frame(Frame.Kind.READY, new byte[0])), 0).payload());
    }

    @ParameterizedTest(name = "{0}, {1} bytes")
    @DisplayName("that makes no sense is refused before anything is allocated for it")
    @CsvSource({"0, 6", "0, -1", "0, 2147483647", "5, 0", "-1, 0", "127, 3"})
    void refused(byte kind, int length) {
        byte[] bytes = java.nio.ByteBuffer.allocate(10).put(kind).putInt(length).array();
        assertThrows(IOException.class, () -> read(bytes, 5));
    }

    @Test
    @DisplayName("that ends early is the other side's end")
    void cutOff() throws IOException {
        byte[] whole = written(Frame.of(Frame.Kind.FAILURE, "tiada"));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThrows(EOFException.class, () -> read(part, 5));
        }
    }
}
