package id.pantau.rtsp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts what a client sends into requests; its interleaved RTCP reports (RFC 2326, 10.12) are skipped. */
final class Requests {
    static final Set<String> METHODS =
            Set.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER", "SET_PARAMETER", "TEARDOWN");

    private static final int MAX_HEAD_BYTES = 8192;
    private static final int MAX_BODY_BYTES = 4096;
    private static final int MAX_HEADERS = 64;

    private final ByteBuffer input = ByteBuffer.allocate(MAX_HEAD_BYTES);
    private int toSkip;

    /** Where to read more into. */
    ByteBuffer input() {
        return input;
    }

    /**
     * The next complete request, or {@code null} until more is read.
     *
     * @throws IOException when this is not RTSP or larger than allowed
     */
    @Nullable
    Request next() throws IOException {
        input.flip();
        try {
            return cut();
        } finally {
            input.compact();
        }
    }

    private @Nullable Request cut() throws IOException {
        while (true) {
            int skipped = Math.min(toSkip, input.remaining());
            input.position(input.position() + skipped);
            toSkip -= skipped;
            if (input.remaining() < 4) {
                return null;
            }
            if (input.get(input.position()) != '$') {
                return head();
            }
            toSkip = 4 + (input.getShort(input.position() + 2) & 0xffff);
        }
    }

    private @Nullable Request head() throws IOException {
        int end = endOfHead();
        if (end < 0) {
            if (input.remaining() == input.capacity()) {
                throw new IOException("a request of more than " + MAX_HEAD_BYTES + " bytes");
            }
            return null;
        }
        byte[] bytes = new byte[end - input.position()];
        input.get(bytes);
        Request request = parse(new String(bytes, StandardCharsets.UTF_8));
        toSkip = bodyLength(request.header("Content-Length"));
        return request;
    }

    private int endOfHead() {
        for (int i = input.position(); i + 3 < input.limit(); i++) {
            if (input.get(i) == '\r'
                    && input.get(i + 1) == '\n'
                    && input.get(i + 2) == '\r'
                    && input.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static Request parse(String head) throws IOException {
        String[] lines = head.split("\r\n", MAX_HEADERS + 2);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("RTSP/1.")) {
            throw new IOException("not an RTSP request");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        return new Request(words[0], words[1], path(words[1]), headers);
    }

    private static String path(String uri) {
        int authority = uri.indexOf("://");
        if (authority < 0) {
            return uri;
        }
        int slash = uri.indexOf('/', authority + 3);
        String path = slash < 0 ? "/" : uri.substring(slash);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static int bodyLength(String header) throws IOException {
        if (header.isEmpty()) {
            return 0;
        }
        try {
            int length = Integer.parseInt(header);
            if (length >= 0 && length <= MAX_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("a Content-Length that is no number", e);
        }
        throw new IOException("a body of more than " + MAX_BODY_BYTES + " bytes");
    }
}
