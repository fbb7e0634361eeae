package id.pantau.vision.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What container and worker tell each other")
class SightTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};

    private static Frame answer(int width, int height, int damaged, byte[] rest) {
        ByteBuffer payload = ByteBuffer.allocate(10 + rest.length);
        payload.putShort((short) width)
                .putShort((short) height)
                .putInt(damaged)
                .putShort((short) 0)
                .put(rest);
        return new Frame(Frame.Kind.SIGHT, payload.array());
    }

    @Test
    @DisplayName("arrives as it was sent")
    void arrives() {
        Sight sent = new Sight(2, 3, new byte[] {1, 2, 3, 4, 5, 6}, 7, new byte[1728], JPEG);
        Sight sight = Sight.of(sent.frame()).orElseThrow();
        assertEquals("2x3, 7", sight.width() + "x" + sight.height() + ", " + sight.damaged());
        assertArrayEquals(sent.luma(), sight.luma());
        assertArrayEquals(JPEG, sight.jpeg());
        assertEquals(1728, sight.colours().length);
        Task task = Task.of(new Task(Task.Form.LAST, true, new byte[] {1, 2}).frame());
        assertEquals(Task.Form.LAST, task.form());
        assertTrue(task.file());
        assertArrayEquals(new byte[] {1, 2}, task.media());
    }

    @Test
    @DisplayName("is not believed when it makes no sense")
    void nonsense() {
        assertEquals(Optional.empty(), Sight.of(answer(2, 2, 0, new byte[3])), "too few pixels");
        assertEquals(Optional.empty(), Sight.of(answer(0, 2, 0, new byte[3])), "no width");
        assertEquals(Optional.empty(), Sight.of(answer(-1, -1, 0, new byte[3])), "a negative size");
        assertEquals(Optional.empty(), Sight.of(answer(321, 1, 0, new byte[321])), "too wide");
        assertEquals(Optional.empty(), Sight.of(answer(1, 181, 0, new byte[181])), "too high");
        assertEquals(Optional.empty(), Sight.of(answer(1, 1, -1, new byte[1])), "a negative count");
        assertEquals(Optional.empty(), Sight.of(answer(1, 1, 0, new byte[6])), "a file that is no JPEG file");
        assertEquals(Optional.empty(), Sight.of(new Frame(Frame.Kind.SIGHT, new byte[9])), "too short");
        assertEquals(Optional.empty(), Sight.of(Frame.of(Frame.Kind.FAILURE, "no picture")), "a failure");
        assertThrows(IllegalArgumentException.class, () -> Task.of(new Frame(Frame.Kind.TASK, new byte[] {3, 0})));
        assertThrows(IllegalArgumentException.class, () -> Task.of(new Frame(Frame.Kind.TASK, new byte[] {1})));
        assertThrows(IllegalArgumentException.class, () -> Task.of(new Frame(Frame.Kind.READY, new byte[2])));
    }
}
