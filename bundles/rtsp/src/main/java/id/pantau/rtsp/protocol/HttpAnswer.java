package id.pantau.rtsp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the head of an HTTP/1 response, whose form RTSP has taken over (RFC 9112, sections 4 and 5). */
public final class HttpAnswer {
    private static final int VERSION = "HTTP/1.1".length();

    private HttpAnswer() {}

    /**
     * Consumes the head, if it is complete, and nothing behind it.
     *
     * @return empty when more is to come: offer the same bytes again with more behind
     */
    public static Optional<RtspMessage> read(ByteBuffer bytes) throws RtspProtocolException {
        int start = bytes.position();
        int most = Math.min(bytes.limit(), start + RtspReader.MAXIMUM_HEAD);
        int newlines = 0;
        for (int i = start; i < most; i++) {
            byte next = bytes.get(i);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            if (newlines == 2) {
                byte[] head = new byte[i + 1 - start];
                bytes.get(head);
                return Optional.of(parse(new String(head, StandardCharsets.UTF_8)));
            }
        }
        if (bytes.remaining() > RtspReader.MAXIMUM_HEAD) {
            throw new RtspProtocolException("headers of more than " + RtspReader.MAXIMUM_HEAD + " bytes");
        }
        return Optional.empty();
    }

    private static RtspMessage parse(String head) throws RtspProtocolException {
        if (!head.matches("(?s)HTTP/1\\.\\d .*")) {
            throw new RtspProtocolException("no HTTP response: " + Texts.shorten(head));
        }
        return RtspMessageParser.parse("RTSP/1.0" + head.substring(VERSION));
    }
}
