package id.pantau.rtsp.server;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sample tables of one H.264 track (ISO/IEC 14496-12 section 8, 14496-15 section 5). */
final class Mp4Reader {
    private static final int MAX_SAMPLES = 100_000;

    private final byte[] file;

    Mp4Reader(byte[] file) {
        this.file = file;
    }

    VideoClip clip() throws IOException {
        try {
            return read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("a broken MP4 file", e);
        }
    }

    private VideoClip read() throws IOException {
        ByteBuffer moov = need(ByteBuffer.wrap(file), "moov");
        ByteBuffer mdia = videoMedia(moov);
        int timescale = timescale(need(mdia, "mdhd"));
        ByteBuffer stbl = need(need(mdia, "minf"), "stbl");
        ByteBuffer avc1 = need(skip(need(stbl, "stsd"), 8), "avc1");
        int width = avc1.getShort(24) & 0xffff;
        int height = avc1.getShort(26) & 0xffff;
        ByteBuffer avcc = need(skip(avc1, 78), "avcC");
        int lengthSize = (avcc.get(4) & 3) + 1;
        skip(avcc, 6);
        byte[] sps = take(avcc, avcc.getShort() & 0xffff);
        skip(avcc, 1);
        byte[] pps = take(avcc, avcc.getShort() & 0xffff);

        int[] sizes = sizes(need(stbl, "stsz"));
        long[] offsets = offsets(stbl, sizes);
        int[] durations = durations(need(stbl, "stts"), sizes.length, timescale);
        int[] shown = compositionOffsets(child(stbl, "ctts"), sizes.length, timescale);
        boolean[] keys = keys(child(stbl, "stss"), sizes.length);
        List<AccessUnit> units = new ArrayList<>(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            units.add(new AccessUnit(nals((int) offsets[i], sizes[i], lengthSize), durations[i], shown[i], keys[i]));
        }
        return new VideoClip(width, height, sps, pps, units);
    }

    private static ByteBuffer videoMedia(ByteBuffer moov) throws IOException {
        ByteBuffer rest = moov.duplicate();
        for (ByteBuffer trak = child(rest, "trak"); trak != null; trak = child(rest, "trak")) {
            ByteBuffer mdia = need(trak, "mdia");
            if (type(need(mdia, "hdlr").getInt(8)).equals("vide")) {
                return mdia;
            }
            rest.position(trak.limit());
        }
        throw new IOException("no video track");
    }

    private static int timescale(ByteBuffer mdhd) throws IOException {
        int timescale = mdhd.getInt(mdhd.get(0) == 1 ? 20 : 12);
        if (timescale <= 0) {
            throw new IOException("no time scale");
        }
        return timescale;
    }

    private static int[] sizes(ByteBuffer stsz) throws IOException {
        int same = stsz.getInt(4);
        int[] sizes = new int[count(stsz.getInt(8))];
        skip(stsz, 12);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = same != 0 ? same : stsz.getInt();
        }
        return sizes;
    }

    private static long[] offsets(ByteBuffer stbl, int[] sizes) throws IOException {
        ByteBuffer co64 = child(stbl, "co64");
        ByteBuffer chunks = co64 != null ? co64 : need(stbl, "stco");
        ByteBuffer stsc = need(stbl, "stsc");
        int chunkCount = count(chunks.getInt(4));
        int runs = count(stsc.getInt(4));
        long[] offsets = new long[sizes.length];
        int sample = 0;
        for (int chunk = 0, run = 0; chunk < chunkCount; chunk++) {
            while (run + 1 < runs && stsc.getInt(8 + 12 * (run + 1)) <= chunk + 1) {
                run++;
            }
            long offset =
                    co64 != null ? chunks.getLong(8 + 8 * chunk) : Integer.toUnsignedLong(chunks.getInt(8 + 4 * chunk));
            int perChunk = count(stsc.getInt(8 + 12 * run + 4));
            for (int i = 0; i < perChunk && sample < sizes.length; i++) {
                offsets[sample] = offset;
                offset += sizes[sample++];
            }
        }
        if (sample != sizes.length) {
            throw new IOException("pictures without a place in the file");
        }
        return offsets;
    }

    private static int[] durations(ByteBuffer stts, int samples, int timescale) throws IOException {
        int runs = count(stts.getInt(4));
        skip(stts, 8);
        int[] durations = new int[samples];
        long time = 0;
        int sample = 0;
        for (int run = 0; run < runs; run++) {
            int length = count(stts.getInt());
            int delta = stts.getInt();
            for (int i = 0; i < length && sample < samples; i++) {
                // differences of rounded times, so that rounding never adds up
                long before = time * VideoClip.CLOCK_RATE / timescale;
                time += delta;
                durations[sample++] = (int) (time * VideoClip.CLOCK_RATE / timescale - before);
            }
        }
        return durations;
    }

    /** Zeros without that box: what is not reordered is shown when it is decoded. */
    private static int[] compositionOffsets(@Nullable ByteBuffer ctts, int samples, int timescale) throws IOException {
        int[] offsets = new int[samples];
        if (ctts == null) {
            return offsets;
        }
        int runs = count(ctts.getInt(4));
        skip(ctts, 8);
        int sample = 0;
        for (int run = 0; run < runs; run++) {
            int length = count(ctts.getInt());
            int offset = (int) ((long) ctts.getInt() * VideoClip.CLOCK_RATE / timescale);
            for (int i = 0; i < length && sample < samples; i++) {
                offsets[sample++] = offset;
            }
        }
        return offsets;
    }

    private static boolean[] keys(@Nullable ByteBuffer stss, int samples) throws IOException {
        boolean[] keys = new boolean[samples];
        if (stss == null) {
            Arrays.fill(keys, true);
            return keys;
        }
        int count = count(stss.getInt(4));
        for (int i = 0; i < count; i++) {
            keys[stss.getInt(8 + 4 * i) - 1] = true;
        }
        return keys;
    }

    /** The slices of one sample; parameter sets are sent from the clip's own, access unit delimiters not at all. */
    private List<byte[]> nals(int offset, int size, int lengthSize) throws IOException {
        ByteBuffer sample = ByteBuffer.wrap(file, offset, size);
        List<byte[]> nals = new ArrayList<>(2);
        while (sample.remaining() >= lengthSize) {
            int length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = length << 8 | sample.get() & 0xff;
            }
            if (length <= 0 || length > sample.remaining()) {
                throw new IOException("a broken NAL unit");
            }
            byte[] nal = new byte[length];
            sample.get(nal);
            int nalType = nal[0] & 31;
            if (nalType >= 1 && nalType <= 5) {
                nals.add(nal);
            }
        }
        if (nals.isEmpty()) {
            throw new IOException("a picture without slices");
        }
        return nals;
    }

    private static int count(int value) throws IOException {
        if (value < 0 || value > MAX_SAMPLES) {
            throw new IOException("more than " + MAX_SAMPLES + " entries in a table");
        }
        return value;
    }

    private static ByteBuffer need(ByteBuffer parent, String type) throws IOException {
        ByteBuffer box = child(parent, type);
        if (box == null) {
            throw new IOException("no " + type + " box");
        }
        return box;
    }

    /** The payload of the first child box of that type, with its own indices; the parent's position stays. */
    private static @Nullable ByteBuffer child(ByteBuffer parent, String type) throws IOException {
        ByteBuffer at = parent.duplicate();
        while (at.remaining() >= 8) {
            int start = at.position();
            long size = Integer.toUnsignedLong(at.getInt());
            String found = type(at.getInt());
            if (size == 1) {
                size = at.getLong();
            } else if (size == 0) {
                size = at.limit() - start;
            }
            if (size < at.position() - start || size > at.limit() - start) {
                throw new IOException("a box " + found + " that is larger than its parent");
            }
            if (found.equals(type)) {
                return at.slice(at.position(), start + (int) size - at.position());
            }
            at.position(start + (int) size);
        }
        return null;
    }

    private static ByteBuffer skip(ByteBuffer buffer, int bytes) {
        return buffer.position(buffer.position() + bytes);
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static String type(int code) {
        return "" + (char) (code >>> 24) + (char) (code >>> 16 & 0xff) + (char) (code >>> 8 & 0xff)
                + (char) (code & 0xff);
    }
}
