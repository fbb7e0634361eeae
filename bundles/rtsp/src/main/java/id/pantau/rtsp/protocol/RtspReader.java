package id.pantau.rtsp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the bytes of a connection apart into messages and interleaved frames (RFC 2326, section 10.12). Keeps nothing
 * between calls but where it was in a message head, so that many connections can share one buffer.
 */
public final class RtspReader {
    /** Most bytes of a message's start line and headers. */
    public static final int MAXIMUM_HEAD = 32 << 10;

    /** Most bytes of a message's body. */
    public static final int MAXIMUM_BODY = 256 << 10;

    /** No unfinished piece is longer than this. */
    public static final int MAXIMUM_PENDING = MAXIMUM_HEAD + MAXIMUM_BODY + 4;

    private static final int FRAME_HEADER = 4;

    private final Sink sink;
    private int scanned;

    /** Where the pieces go. */
    public interface Sink {
        void message(RtspMessage message) throws RtspProtocolException;

        /**
         * @param bytes holds the frame's payload from {@code start}, valid during the call; position and limit are to
         *     stay
         */
        void frame(int channel, ByteBuffer bytes, int start, int length);
    }

    public RtspReader(Sink sink) {
        this.sink = sink;
    }

    /** Consumes every complete piece between position and limit; what remains is to be offered again with more behind. */
    public void read(ByteBuffer bytes) throws RtspProtocolException {
        while (bytes.hasRemaining()) {
            int first = bytes.get(bytes.position());
            boolean consumed;
            if (first == '$') {
                consumed = frame(bytes);
            } else if (first == '\r' || first == '\n') {
                bytes.get();
                consumed = true;
            } else {
                consumed = message(bytes, first);
            }
            if (!consumed) {
                return;
            }
        }
    }

    private boolean frame(ByteBuffer bytes) {
        int start = bytes.position();
        if (bytes.remaining() < FRAME_HEADER) {
            return false;
        }
        int length = bytes.getShort(start + 2) & 0xFFFF;
        if (bytes.remaining() < FRAME_HEADER + length) {
            return false;
        }
        sink.frame(bytes.get(start + 1) & 0xFF, bytes, start + FRAME_HEADER, length);
        bytes.position(start + FRAME_HEADER + length);
        return true;
    }

    private boolean message(ByteBuffer bytes, int first) throws RtspProtocolException {
        if (first < 'A' || first > 'Z') {
            throw new RtspProtocolException(
                    String.format("neither a message nor an interleaved frame: byte 0x%02x", first & 0xFF));
        }
        int start = bytes.position();
        int end = endOfHead(bytes, start);
        if (end < 0) {
            if (bytes.remaining() > MAXIMUM_HEAD) {
                throw new RtspProtocolException("headers of more than " + MAXIMUM_HEAD + " bytes");
            }
            return false;
        }
        RtspMessage head = RtspMessageParser.parse(text(bytes, start, end));
        int length = contentLength(head);
        if (bytes.limit() - end < length) {
            return false;
        }
        String body = text(bytes, end, end + length);
        bytes.position(end + length);
        scanned = 0;
        sink.message(new RtspMessage(head.startLine(), head.status(), head.headers(), body));
        return true;
    }

    /** Behind the empty line, or -1 when it has not come yet. */
    private int endOfHead(ByteBuffer bytes, int start) {
        int limit = Math.min(bytes.limit(), start + MAXIMUM_HEAD);
        for (int i = start + scanned; i < limit; i++) {
            if (bytes.get(i) == '\n' && i > start) {
                boolean empty = bytes.get(i - 1) == '\n'
                        || bytes.get(i - 1) == '\r' && i - 1 > start && bytes.get(i - 2) == '\n';
                if (empty) {
                    scanned = i - start;
                    return i + 1;
                }
            }
        }
        scanned = Math.max(0, limit - start - 1);
        return -1;
    }

    private static int contentLength(RtspMessage head) throws RtspProtocolException {
        String value = head.header("Content-Length").orElse("0");
        if (!value.matches("\\d{1,9}")) {
            throw new RtspProtocolException("Content-Length is no number: " + Texts.shorten(value));
        }
        int length = Integer.parseInt(value);
        if (length > MAXIMUM_BODY) {
            throw new RtspProtocolException("a body of " + length + " bytes, more than " + MAXIMUM_BODY);
        }
        return length;
    }

    private static String text(ByteBuffer bytes, int start, int end) {
        byte[] copy = new byte[end - start];
        bytes.get(start, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }
}
