package id.pantau.vision.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coded pictures of a fragmented MP4, where they are in it: one initialisation segment, then parts, as ISO 14496-12
 * has them. Reads one track of video, and of its fragments what tells the samples' sizes.
 *
 * @param coding the sample entry's type, such as {@code avc1}
 * @param parameters the decoder configuration record (ISO 14496-15), such as what an {@code avcC} box holds
 */
record Fragments(String coding, byte[] parameters, List<Piece> pictures) {
    /** Deeper in than any box that is wanted. */
    private static final int DEEPEST = 8;

    /** Of the visual sample entry before its boxes (ISO 14496-12, 12.1.3). */
    private static final int ENTRY = 78;

    private static final int MOST_PICTURES = 10_000;

    /** Some bytes of the media. */
    record Piece(int offset, int size) {}

    /** @throws IOException when the media are no such file, or not whole */
    static Fragments read(byte[] media) throws IOException {
        Reader reader = new Reader(media);
        reader.boxes(0, media.length, 0);
        String coding = reader.coding;
        byte[] parameters = reader.parameters;
        if (coding == null || parameters == null || reader.pictures.isEmpty()) {
            throw new IOException("no picture");
        }
        return new Fragments(coding, parameters, reader.pictures);
    }

    private static final class Reader {
        private final ByteBuffer media;
        private final List<Piece> pictures = new ArrayList<>();
        private @Nullable String coding;
        private byte @Nullable [] parameters;
        private int video;
        private int track;
        private boolean isVideo;
        private int usualSize;
        private int fragment;
        private int fragmentTrack;
        private int fragmentSize;

        Reader(byte[] media) {
            this.media = ByteBuffer.wrap(media);
        }

        /** Reads the boxes from {@code start} to {@code end}. */
        void boxes(int start, int end, int depth) throws IOException {
            int box = start;
            while (box < end) {
                need(box, 8, end);
                long size = media.getInt(box) & 0xffff_ffffL;
                if (size < 8 || size > end - box) {
                    throw new IOException("a box of " + size + " bytes at " + box);
                }
                box(text(box + 4), box, box + 8, box + (int) size, depth);
                box += (int) size;
            }
        }

        private void box(String type, int box, int body, int end, int depth) throws IOException {
            switch (type) {
                case "moov", "mdia", "minf", "stbl", "mvex", "traf" -> inside(body, end, depth);
                case "trak" -> {
                    isVideo = false;
                    inside(body, end, depth);
                }
                case "moof" -> {
                    fragment = box;
                    inside(body, end, depth);
                }
                case "tkhd" -> track = number(body + (version(body, end) == 1 ? 20 : 12), end);
                case "hdlr" -> {
                    isVideo = video == 0 && number(body + 8, end) == 0x76696465; // vide
                    video = isVideo ? track : video;
                }
                case "stsd" -> {
                    if (isVideo) {
                        entry(body + 8, end);
                    }
                }
                case "trex" -> usualSize = number(body + 4, end) == video ? number(body + 16, end) : usualSize;
                case "tfhd" -> header(body, end);
                case "trun" -> {
                    if (fragmentTrack == video) {
                        run(body, end);
                    }
                }
                default -> {}
            }
        }

        private void inside(int body, int end, int depth) throws IOException {
            if (depth == DEEPEST) {
                throw new IOException("boxes too deep");
            }
            boxes(body, end, depth + 1);
        }

        /** The first sample entry, and in it the decoder's configuration. */
        private void entry(int entry, int end) throws IOException {
            need(entry, 8 + ENTRY, end);
            coding = text(entry + 4);
            int last = entry + Math.min(number(entry, end), end - entry);
            int box = entry + 8 + ENTRY;
            while (box + 8 <= last) {
                int size = number(box, last);
                if (size < 8 || size > last - box) {
                    throw new IOException("a box of " + size + " bytes in the sample entry");
                }
                String type = text(box + 4);
                if (type.equals("avcC") || type.equals("hvcC")) {
                    parameters = Arrays.copyOfRange(media.array(), box + 8, box + size);
                }
                box += size;
            }
        }

        /** 8.8.7. */
        private void header(int body, int end) throws IOException {
            int flags = number(body, end);
            fragmentTrack = number(body + 4, end);
            int field = body + 8;
            field += (flags & 0x01) != 0 ? 8 : 0;
            field += (flags & 0x02) != 0 ? 4 : 0;
            field += (flags & 0x08) != 0 ? 4 : 0;
            fragmentSize = (flags & 0x10) != 0 ? number(field, end) : usualSize;
        }

        /** 8.8.8; offsets count from the fragment's first byte. */
        private void run(int body, int end) throws IOException {
            int flags = number(body, end);
            int count = number(body + 4, end);
            int field = body + 8;
            if ((flags & 0x01) == 0) {
                throw new IOException("a run of samples without an offset");
            }
            long offset = (long) fragment + number(field, end);
            field += (flags & 0x04) != 0 ? 8 : 4;
            boolean sized = (flags & 0x200) != 0;
            int before = (flags & 0x100) != 0 ? 4 : 0;
            int step = before + (sized ? 4 : 0) + 4 * Integer.bitCount(flags & 0xc00);
            if (count < 0 || pictures.size() + (long) count > MOST_PICTURES) {
                throw new IOException(count + " samples in a run");
            }
            for (int i = 0; i < count; i++, field += step) {
                int size = sized ? number(field + before, end) : fragmentSize;
                if (size <= 0 || offset < 0 || offset + size > media.limit()) {
                    throw new IOException("a sample of " + size + " bytes at " + offset);
                }
                pictures.add(new Piece((int) offset, size));
                offset += size;
            }
        }

        private int version(int body, int end) throws IOException {
            return number(body, end) >>> 24;
        }

        private int number(int at, int end) throws IOException {
            need(at, 4, end);
            return media.getInt(at);
        }

        private String text(int at) {
            return new String(media.array(), at, 4, StandardCharsets.ISO_8859_1);
        }

        private static void need(int at, int bytes, int end) throws IOException {
            if (at < 0 || end - at < bytes) {
                throw new IOException("a box ends too early");
            }
        }
    }
}
