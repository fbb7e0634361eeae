package id.pantau.vendor.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from chunks (RTMP 1.0, section 5.3). Keeps no more than {@value #MOST_BYTES} bytes of unfinished messages, and
 * takes room for them only as they come. For one connection, on one thread.
 */
final class RtmpChunks {
    static final int MOST_BYTES = 4 << 20;

    private static final int MOST_LINES = 16;
    private static final int LONGEST_HEADER = 3 + 11 + 4;
    private static final int EXTENDED = 0xFFFFFF;
    private static final int SET_CHUNK_SIZE = 1;
    private static final int ABORT = 2;

    private final Sink sink;
    private final Map<Integer, Line> lines = new HashMap<>();
    private int chunkSize = 128;
    private int mostBytes;
    private int kept;
    private @Nullable Line current;
    private int leftOfChunk;

    /** Where the messages go. */
    interface Sink {
        /** @param timestamp in ms, modulo 2^32 */
        void message(int type, int timestamp, ByteBuffer body) throws IOException;
    }

    /** @param mostBytes of one message, up to {@link #MOST_BYTES} */
    RtmpChunks(int mostBytes, Sink sink) {
        this.mostBytes = mostBytes;
        this.sink = sink;
    }

    /** From the next message on. */
    void mostBytes(int most) {
        mostBytes = most;
    }

    /** Bytes that are kept of messages that are not complete. */
    int kept() {
        return kept;
    }

    /** Consumes all but a header that is not complete, at most {@value #LONGEST_HEADER} bytes. */
    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            Line line = current;
            if (line == null) {
                int start = bytes.position();
                line = header(bytes);
                if (line == null) {
                    bytes.position(start);
                    return;
                }
                current = line;
                leftOfChunk = Math.min(chunkSize, line.length - line.filled);
            }
            int count = Math.min(leftOfChunk, bytes.remaining());
            keep(line, bytes, count);
            leftOfChunk -= count;
            if (leftOfChunk == 0) {
                current = null;
                if (line.filled == line.length) {
                    complete(line);
                }
            }
        }
    }

    /** @return null when more bytes are needed */
    private @Nullable Line header(ByteBuffer bytes) throws IOException {
        int first = bytes.get() & 0xFF;
        int id = first & 0x3F;
        int more = id == 0 ? 1 : id == 1 ? 2 : 0;
        if (bytes.remaining() < more) {
            return null;
        }
        if (more == 1) {
            id = 64 + (bytes.get() & 0xFF);
        } else if (more == 2) {
            id = 64 + (bytes.get() & 0xFF) + ((bytes.get() & 0xFF) << 8);
        }
        int form = first >> 6;
        int fields = form == 0 ? 11 : form == 1 ? 7 : form == 2 ? 3 : 0;
        Line line = lines.get(id);
        if (bytes.remaining() < fields) {
            return null;
        }
        if (form != 0 && line == null) {
            throw new IOException("a chunk stream that does not begin with a whole header");
        }
        if (form != 3 && line != null && line.filled > 0) {
            throw new IOException("a message within a message");
        }
        Line next = line == null ? new Line() : line;
        int stated = fields == 0 ? 0 : medium(bytes);
        int length = fields >= 7 ? medium(bytes) : next.length;
        int type = fields >= 7 ? bytes.get() & 0xFF : next.type;
        if (form == 0) {
            bytes.getInt(); // the message stream: a connection has only one
        }
        boolean extended = fields == 0 ? next.extended : stated == EXTENDED;
        if (extended && bytes.remaining() < 4) {
            return null;
        }
        int time = extended ? bytes.getInt() : stated;
        begin(next, id, form, time, length, type, extended);
        return next;
    }

    private void begin(Line line, int id, int form, int time, int length, int type, boolean extended)
            throws IOException {
        if (length > mostBytes) {
            throw new IOException("a message of " + length + " bytes, more than " + mostBytes);
        }
        if (lines.putIfAbsent(id, line) == null && lines.size() > MOST_LINES) {
            throw new IOException("more than " + MOST_LINES + " chunk streams");
        }
        line.length = length;
        line.type = type;
        line.extended = extended;
        if (form == 0) {
            line.timestamp = time;
            line.delta = 0;
        } else if (form == 3) {
            line.timestamp += line.filled == 0 ? line.delta : 0;
        } else {
            line.delta = time;
            line.timestamp += time;
        }
    }

    private void keep(Line line, ByteBuffer bytes, int count) throws IOException {
        if (kept + count > MOST_BYTES) {
            throw new IOException("unfinished messages of more than " + MOST_BYTES + " bytes");
        }
        if (line.body.length < line.filled + count) {
            int room = Math.max(line.filled + count, Math.min(line.length, 2 * line.body.length));
            line.body = Arrays.copyOf(line.body, room);
        }
        bytes.get(line.body, line.filled, count);
        line.filled += count;
        kept += count;
    }

    private void complete(Line line) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(line.body, 0, line.filled).slice();
        forget(line);
        if (line.type == SET_CHUNK_SIZE) {
            int size = body.remaining() < 4 ? 0 : body.getInt();
            if (size < 1) {
                throw new IOException("a chunk size below 1");
            }
            chunkSize = size;
        } else if (line.type == ABORT) {
            Line aborted = body.remaining() < 4 ? null : lines.get(body.getInt());
            if (aborted != null) {
                forget(aborted);
            }
        } else {
            sink.message(line.type, line.timestamp, body);
        }
    }

    private void forget(Line line) {
        kept -= line.filled;
        line.filled = 0;
        line.body = new byte[0];
    }

    private static int medium(ByteBuffer bytes) {
        return (bytes.getShort() & 0xFFFF) << 8 | bytes.get() & 0xFF;
    }

    /** What is remembered of one chunk stream. */
    private static final class Line {
        int timestamp;
        int delta;
        int length;
        int type;
        boolean extended;
        byte[] body = new byte[0];
        int filled;
    }
}
