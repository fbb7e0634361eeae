package id.pantau.rtsp.media;

import java.nio.ByteBuffer;

/** Reads bit by bit; the raw byte sequence payload of a NAL unit without its emulation prevention (ITU-T H.264, 7.3.1). */
final class BitReader {
    private final ByteBuffer bytes;
    private final boolean emulationPrevention;
    private int current;
    private int left;
    private int zeros;

    /** @param bytes behind the NAL unit header; consumed */
    BitReader(ByteBuffer bytes) {
        this(bytes, true);
    }

    /** @param emulationPrevention a 3 behind two zeros is no data */
    BitReader(ByteBuffer bytes, boolean emulationPrevention) {
        this.bytes = bytes;
        this.emulationPrevention = emulationPrevention;
    }

    boolean flag() throws MalformedMediaException {
        if (left == 0) {
            current = nextByte();
            left = 8;
        }
        return (current >> --left & 1) != 0;
    }

    /** @param count 0 to 32 */
    long bits(int count) throws MalformedMediaException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (flag() ? 1 : 0);
        }
        return value;
    }

    void skip(int count) throws MalformedMediaException {
        for (int i = 0; i < count; i++) {
            flag();
        }
    }

    /** An unsigned Exp-Golomb number, refused above {@code maximum}. */
    int unsigned(String name, long maximum) throws MalformedMediaException {
        int prefix = 0;
        while (!flag()) {
            if (++prefix > 32) {
                throw new MalformedMediaException(name + " is no Exp-Golomb number");
            }
        }
        long value = (1L << prefix) - 1 + bits(prefix);
        if (value > maximum) {
            throw new MalformedMediaException(name + " is " + value + ", more than " + maximum);
        }
        return (int) value;
    }

    /** A signed Exp-Golomb number. */
    long signed(String name) throws MalformedMediaException {
        long code = Integer.toUnsignedLong(unsigned(name, 0xFFFF_FFFFL));
        return (code & 1) == 0 ? -(code / 2) : code / 2 + 1;
    }

    private int nextByte() throws MalformedMediaException {
        int value = rawByte();
        if (emulationPrevention && zeros >= 2 && value == 3) {
            zeros = 0;
            value = rawByte();
        }
        zeros = value == 0 ? zeros + 1 : 0;
        return value;
    }

    private int rawByte() throws MalformedMediaException {
        if (!bytes.hasRemaining()) {
            throw new MalformedMediaException("it ends too early");
        }
        return bytes.get() & 0xFF;
    }
}
