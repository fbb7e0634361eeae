package id.pantau.vision.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.vision.TestMedia;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fragmented MP4")
class FragmentsTest {
    @Test
    @DisplayName("tells where its pictures are and how they are coded, in AVC and in HEVC")
    void reads() throws Exception {
        for (String coding : new String[] {"avc1", "hvc1"}) {
            byte[] media = TestMedia.group(coding);
            Fragments read = Fragments.read(media);
            assertEquals(coding, read.coding());
            assertEquals(1, read.parameters()[0], "the version of the configuration record");
            assertTrue(read.pictures().size() > 1);
            for (Fragments.Piece picture : read.pictures()) {
                int unit = ByteBuffer.wrap(media).getInt(picture.offset());
                assertTrue(unit > 0 && unit <= picture.size() - 4, "a NAL unit with its length before it");
            }
        }
    }

    @Test
    @DisplayName("that ends too early or is harmed gives an error, or pictures that lie inside")
    void survives() throws Exception {
        byte[] media = TestMedia.group("avc1");
        Random harm = new Random(1);
        int head = Fragments.read(media).pictures().get(0).offset();
        for (int i = 0; i < 20_000; i++) {
            byte[] harmed = harm.nextInt(4) == 0 ? Arrays.copyOf(media, harm.nextInt(media.length)) : media.clone();
            for (int j = harm.nextInt(4); j >= 0 && harmed.length > 0; j--) {
                harmed[harm.nextInt(Math.min(head, harmed.length))] = (byte) harm.nextInt();
            }
            try {
                for (Fragments.Piece picture : Fragments.read(harmed).pictures()) {
                    assertTrue(picture.offset() >= 0 && picture.size() > 0);
                    assertTrue(picture.offset() + picture.size() <= harmed.length);
                }
            } catch (IOException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
            }
        }
    }

    @Test
    @DisplayName("of boxes in boxes without end is refused")
    void refusesDepth() {
        ByteBuffer boxes = ByteBuffer.allocate(8 * 10_000);
        while (boxes.hasRemaining()) {
            boxes.putInt(boxes.remaining()).putInt(0x6d6f6f76); // moov
        }
        assertEquals(
                "boxes too deep",
                assertThrows(IOException.class, () -> Fragments.read(boxes.array()))
                        .getMessage());
    }
}
