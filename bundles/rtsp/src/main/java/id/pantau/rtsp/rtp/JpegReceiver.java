package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.JpegPicture;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One JPEG track of one connection (RFC 2435, types 0, 1, 64 and 65): RTP packets in, whole files out, no more of them in a
 * second than asked for. A picture that lacks a packet, or grows beyond a bound, is left out. Used by one thread.
 */
public final class JpegReceiver {
    /** Most bytes of one picture. */
    public static final int MAXIMUM_PICTURE = 4 << 20;

    private static final int HEADER = 8;
    private static final int RESTART_HEADER = 4;
    private static final int FIRST_CAPACITY = 64 << 10;
    private static final int TICKS_PER_SECOND = 90_000;
    private static final int FIRST_OWN_TABLES = 128;
    private static final int CHANGING_TABLES = 255;
    private static final int END = 2;

    private final RtpHeader header = new RtpHeader();
    private final int payloadType;
    private final int leastTicks;
    private final Consumer<JpegPicture> output;
    private final byte[][] kept = new byte[CHANGING_TABLES - FIRST_OWN_TABLES][];
    private byte[] picture = new byte[0];
    private int headBytes;
    private int size;
    private int timestamp;
    private int nextSequence;
    private boolean collecting;
    private boolean delivered;
    private int lastTimestamp;

    /** @param mostPerSecond pictures, 1 to 100; further ones are left out */
    public JpegReceiver(int payloadType, int mostPerSecond, Consumer<JpegPicture> output) {
        if (mostPerSecond < 1 || mostPerSecond > 100) {
            throw new IllegalArgumentException("mostPerSecond must be 1 to 100, not " + mostPerSecond);
        }
        this.payloadType = payloadType;
        this.leastTicks = TICKS_PER_SECOND / mostPerSecond;
        this.output = output;
    }

    /**
     * @param bytes holds the packet from {@code start}; position and limit stay
     * @param arrived when it was read
     */
    public void packet(ByteBuffer bytes, int start, int length, Instant arrived) {
        if (!header.read(bytes, start, length) || header.payloadType != payloadType) {
            return;
        }
        boolean next = collecting && header.sequence == nextSequence && header.timestamp == timestamp;
        nextSequence = header.sequence + 1 & 0xFFFF;
        int at = header.payloadStart;
        if (header.payloadEnd - at < HEADER) {
            collecting = false;
            return;
        }
        int offset = bytes.getInt(at) & 0xFF_FFFF;
        if (offset == 0) {
            collecting = isDue() && begin(bytes);
        } else if (collecting) {
            collecting = next && offset == size - headBytes && append(bytes, bodyStart(bytes), header.payloadEnd);
        }
        if (collecting && header.marker) {
            collecting = false;
            finish(arrived);
        }
    }

    private boolean isDue() {
        int step = header.timestamp - lastTimestamp;
        return !delivered || step < 0 || step >= leastTicks;
    }

    private boolean begin(ByteBuffer bytes) {
        int at = header.payloadStart;
        int type = bytes.get(at + 4) & 0xFF;
        int quality = bytes.get(at + 5) & 0xFF;
        int width = 8 * (bytes.get(at + 6) & 0xFF);
        int height = 8 * (bytes.get(at + 7) & 0xFF);
        int body = bodyStart(bytes);
        if ((type & 0xBE) != 0 || quality == 0 || width == 0 || height == 0 || body > header.payloadEnd) {
            return false;
        }
        int restart = type >= 64 ? bytes.getShort(at + HEADER) & 0xFFFF : 0;
        byte[] tables = tables(bytes, quality, body);
        if (tables.length != JpegHeaders.TABLES) {
            return false;
        }
        byte[] head = JpegHeaders.of((type & 1) == 0, width, height, tables, restart);
        size = 0;
        timestamp = header.timestamp;
        headBytes = head.length;
        int from = body + (quality >= FIRST_OWN_TABLES ? RESTART_HEADER + tableBytes(bytes, body) : 0);
        return append(ByteBuffer.wrap(head), 0, head.length) && append(bytes, from, header.payloadEnd);
    }

    private int bodyStart(ByteBuffer bytes) {
        int type = bytes.get(header.payloadStart + 4) & 0xFF;
        return header.payloadStart + HEADER + (type >= 64 && type <= 127 ? RESTART_HEADER : 0);
    }

    /** Both tables; those of a quality from 128 on come in band, once or with every picture (section 4.2). */
    private byte[] tables(ByteBuffer bytes, int quality, int body) {
        if (quality < FIRST_OWN_TABLES) {
            return quality > 99 ? new byte[0] : JpegHeaders.tables(quality);
        }
        if (body + RESTART_HEADER > header.payloadEnd || bytes.get(body + 1) != 0) {
            return new byte[0];
        }
        int length = tableBytes(bytes, body);
        int from = body + RESTART_HEADER;
        if (length == 0) {
            byte[] known = quality == CHANGING_TABLES ? null : kept[quality - FIRST_OWN_TABLES];
            return known == null ? new byte[0] : known;
        }
        if (length != JpegHeaders.TABLES && length != JpegHeaders.TABLES / 2 || from + length > header.payloadEnd) {
            return new byte[0];
        }
        byte[] tables = new byte[JpegHeaders.TABLES];
        bytes.get(from, tables, 0, length);
        if (length < JpegHeaders.TABLES) {
            System.arraycopy(tables, 0, tables, length, length);
        }
        if (quality != CHANGING_TABLES) {
            kept[quality - FIRST_OWN_TABLES] = tables;
        }
        return tables;
    }

    private static int tableBytes(ByteBuffer bytes, int body) {
        return bytes.getShort(body + 2) & 0xFFFF;
    }

    private boolean append(ByteBuffer bytes, int from, int to) {
        int length = to - from;
        if (length < 0 || length > MAXIMUM_PICTURE - END - size) {
            return false;
        }
        if (size + length + END > picture.length) {
            int capacity = Math.max(FIRST_CAPACITY, Math.max(size + length + END, picture.length * 2));
            picture = Arrays.copyOf(picture, Math.min(MAXIMUM_PICTURE, capacity));
        }
        bytes.get(from, picture, size, length);
        size += length;
        return true;
    }

    private void finish(Instant arrived) {
        boolean ended = (picture[size - 2] & 0xFF) == 0xFF && (picture[size - 1] & 0xFF) == 0xD9;
        if (!ended) {
            picture[size++] = (byte) 0xFF;
            picture[size++] = (byte) 0xD9;
        }
        delivered = true;
        lastTimestamp = timestamp;
        output.accept(new JpegPicture(ByteBuffer.wrap(picture, 0, size).asReadOnlyBuffer(), arrived));
    }
}
