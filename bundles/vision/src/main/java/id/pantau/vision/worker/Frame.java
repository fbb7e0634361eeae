package id.pantau.vision.worker;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * What container and worker say to each other: a kind in one byte, the payload's length in four, the payload.
 *
 * @param payload not copied
 */
public record Frame(Kind kind, byte[] payload) {
    private static final int HEADER = 5;

    /** What a frame carries. */
    public enum Kind {
        /** From the worker, once: it can decode. No payload. */
        READY,
        /** From the worker, instead: why it cannot and never will, as text. */
        UNABLE,
        /** To the worker: a {@link Task}. */
        TASK,
        /** From the worker: a {@link Sight}. */
        SIGHT,
        /** From the worker, instead: why there is none, as text. */
        FAILURE
    }

    /** A frame that carries text. */
    public static Frame of(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Writes it whole. */
    public void write(WritableByteChannel out) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put((byte) kind.ordinal()).putInt(payload.length).flip();
        for (ByteBuffer part : new ByteBuffer[] {header, ByteBuffer.wrap(payload)}) {
            while (part.hasRemaining()) {
                out.write(part);
            }
        }
    }

    /**
     * Reads one frame, waiting for it.
     *
     * @param most bytes of the payload
     * @throws EOFException when the other side is gone
     * @throws IOException also when it says what makes no sense
     */
    public static Frame read(ReadableByteChannel in, int most) throws IOException {
        ByteBuffer header = fill(in, ByteBuffer.allocate(HEADER));
        int kind = header.get();
        int length = header.getInt();
        if (kind < 0 || kind >= Kind.values().length || length < 0 || length > most) {
            throw new IOException("a frame of kind " + kind + " and " + length + " bytes");
        }
        return new Frame(
                Kind.values()[kind], fill(in, ByteBuffer.allocate(length)).array());
    }

    private static ByteBuffer fill(ReadableByteChannel in, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new EOFException("the other side is gone");
            }
        }
        return buffer.flip();
    }
}
