package id.pantau.onvif.http;

import id.pantau.onvif.http.DeviceHttpException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes a {@code multipart} body apart, part by part, as it comes. What devices declare as the boundary is not what
 * they send: the first line that begins with two dashes tells it, and dashes and blanks around it do not count.
 */
public final class MultipartReader {
    private static final int MAX_HEADERS = 50;

    private final InputStream in;
    private final int longest;
    private String boundary = "";
    private boolean atHeaders;

    /** One part. */
    public record Part(List<DeviceAnswer.Header> headers, byte[] body) {
        public String type() {
            return header("content-type");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** @param name in lower case */
        private String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equals(name))
                    .map(DeviceAnswer.Header::value)
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return "Part[" + type() + ", " + body.length + " bytes]";
        }
    }

    /** @param longest that a part may be, in bytes; what lies between two parts, too */
    public MultipartReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Waits for the next part. A part without a length ends where the next begins.
     *
     * @return empty at the body's end
     * @throws DeviceHttpException of kind TOO_LARGE for a part beyond the bound
     */
    public Optional<Part> next() throws IOException {
        try {
            if (!atHeaders && !skipToBoundary()) {
                return Optional.empty();
            }
            atHeaders = false;
            List<DeviceAnswer.Header> headers = Wire.headers(in, MAX_HEADERS);
            Part head = new Part(headers, new byte[0]);
            String told = head.header("content-length");
            return Optional.of(new Part(headers, told.matches("\\d{1,9}") ? sized(told) : unsized()));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private boolean skipToBoundary() throws IOException {
        int skipped = 0;
        while (true) {
            byte[] line = line(longest);
            if (line.length == 0) {
                return false;
            }
            if (isBoundary(line) && !isLast(line)) {
                return true;
            }
            skipped += line.length;
            if (skipped > longest) {
                throw tooLarge();
            }
        }
    }

    private byte[] sized(String told) throws IOException {
        int length = Integer.parseInt(told);
        if (length > longest) {
            throw tooLarge();
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a part ends early");
        }
        return body;
    }

    private byte[] unsized() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] line = line(longest - body.size());
            boolean ends = line.length == 0 || isBoundary(line);
            if (ends) {
                atHeaders = line.length > 0 && !isLast(line);
                return withoutLastBreak(body.toByteArray());
            }
            body.writeBytes(line);
        }
    }

    private static byte[] withoutLastBreak(byte[] body) {
        int end = body.length;
        end -= end > 0 && body[end - 1] == '\n' ? 1 : 0;
        end -= end > 0 && body[end - 1] == '\r' ? 1 : 0;
        return Arrays.copyOf(body, end);
    }

    private boolean isBoundary(byte[] line) {
        if (line.length < 3 || line[0] != '-' || line[1] != '-') {
            return false;
        }
        String name = new String(line, StandardCharsets.ISO_8859_1).replaceAll("^[-\\s]+|[-\\s]+$", "");
        if (boundary.isEmpty()) {
            boundary = name;
        }
        return !name.isEmpty() && name.equals(boundary);
    }

    /** Behind it comes nothing, says the standard; some devices go on. */
    private static boolean isLast(byte[] boundary) {
        return new String(boundary, StandardCharsets.ISO_8859_1).stripTrailing().endsWith("--");
    }

    /** A line with its end; empty at the body's end. */
    private byte[] line(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (line.size() >= most) {
                throw tooLarge();
            }
            line.write(c);
            if (c == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private DeviceHttpException tooLarge() {
        return new DeviceHttpException(Kind.TOO_LARGE, "a part of more than " + longest + " bytes");
    }
}
