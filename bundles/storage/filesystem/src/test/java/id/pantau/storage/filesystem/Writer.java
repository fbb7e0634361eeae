package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore.Draft;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Writes segments one after another in a process of its own, and prints the number of each that is committed. */
final class Writer {
    private static final Instant START = Instant.parse("2026-11-17T23:59:50Z");

    private Writer() {}

    /** Arguments: folder, number of the first segment, number after the last one. */
    public static void main(String[] arguments) throws IOException {
        FilesystemStorage store = new FilesystemStorage(Path.of(arguments[0]), Long.MAX_VALUE);
        for (int i = Integer.parseInt(arguments[1]); i < Integer.parseInt(arguments[2]); i++) {
            try (Draft draft = store.begin(segment(i))) {
                draft.write(ByteBuffer.wrap(bytes(i)));
                draft.commit();
            }
            System.out.println(i);
        }
    }

    static List<String> command(Path folder, int from, int to) {
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                Integer.toString(from),
                Integer.toString(to));
    }

    static Segment segment(int i) {
        return new Segment("gate07", START.plusMillis(20L * i), START.plusMillis(20L * i + 20));
    }

    static byte[] bytes(int i) {
        byte[] bytes = new byte[50_000 + i];
        new Random(i).nextBytes(bytes);
        return bytes;
    }
}
