package id.pantau.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of a recorded segment, told apart: the initialisation segment ({@code ftyp}, {@code moov}) and the media after it
 * (ISO/IEC 14496-12, sections 4.2 and 8.8).
 *
 * @param begins per track, the decode time at which it begins, in the track's own units ({@code tfdt})
 * @param ends per track, the decode time of its last fragment
 */
record RecordedMedia(ByteBuffer init, ByteBuffer media, Map<Long, Long> begins, Map<Long, Long> ends) {
    private static final int HEADER = 8;

    /** @throws IOException saying what is wrong with the bytes, when they are no such segment */
    static RecordedMedia of(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        int initEnd = 0;
        Map<Long, Long> begins = new HashMap<>();
        Map<Long, Long> ends = new HashMap<>();
        for (ByteBuffer rest = all.duplicate(); rest.hasRemaining(); ) {
            Box box = Box.next(rest);
            if (box.type().equals("ftyp") || box.type().equals("moov")) {
                initEnd = rest.position();
            } else if (box.type().equals("moof")) {
                decodeTimes(box.body(), begins, ends);
            }
        }
        if (initEnd == 0 || begins.isEmpty()) {
            throw new IOException("it has no moov or no moof box");
        }
        return new RecordedMedia(all.slice(0, initEnd), all.slice(initEnd, bytes.length - initEnd), begins, ends);
    }

    /** Whether this can follow in the same file: the same coding, and no track's time goes back. */
    boolean follows(RecordedMedia before) {
        return init.equals(before.init)
                && begins.entrySet().stream()
                        .allMatch(track -> track.getValue() > before.ends.getOrDefault(track.getKey(), -1L));
    }

    private static void decodeTimes(ByteBuffer moof, Map<Long, Long> begins, Map<Long, Long> ends) throws IOException {
        while (moof.hasRemaining()) {
            Box traf = Box.next(moof);
            if (traf.type().equals("traf")) {
                decodeTime(traf.body(), begins, ends);
            }
        }
    }

    private static void decodeTime(ByteBuffer traf, Map<Long, Long> begins, Map<Long, Long> ends) throws IOException {
        long track = 0;
        while (traf.hasRemaining()) {
            Box box = Box.next(traf);
            if (box.type().equals("tfhd")) {
                track = Integer.toUnsignedLong(box.field(4, 4).getInt());
            } else if (box.type().equals("tfdt")) {
                long time = box.field(0, 1).get() == 0
                        ? Integer.toUnsignedLong(box.field(4, 4).getInt())
                        : box.field(4, 8).getLong();
                begins.putIfAbsent(track, time);
                ends.put(track, time);
            }
        }
    }

    private record Box(String type, ByteBuffer body) {

        /** Takes the next box from a buffer. Sizes of 64 bits and "to the end" are not what a segment of ours has. */
        static Box next(ByteBuffer from) throws IOException {
            int at = from.position();
            if (from.remaining() < HEADER) {
                throw new IOException("a box at byte " + at + " is cut off");
            }
            int size = from.getInt();
            byte[] type = new byte[4];
            from.get(type);
            if (size < HEADER || size - HEADER > from.remaining()) {
                throw new IOException("a box at byte " + at + " says that it has " + size + " bytes");
            }
            Box box =
                    new Box(new String(type, StandardCharsets.ISO_8859_1), from.slice(from.position(), size - HEADER));
            from.position(at + size);
            return box;
        }

        /** A field of the body. */
        ByteBuffer field(int offset, int length) throws IOException {
            if (offset + length > body.limit()) {
                throw new IOException("a " + type + " box is too short");
            }
            return body.slice(offset, length);
        }
    }
}
