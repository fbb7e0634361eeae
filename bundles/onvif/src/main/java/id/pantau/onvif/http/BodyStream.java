package id.pantau.onvif.http;

import id.pantau.onvif.http.DeviceHttpException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, by its length, in chunks, or up to the connection's end. Does not close what it reads. */
final class BodyStream extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private final boolean endless;
    private long left;
    private boolean first = true;
    private boolean ended;

    private BodyStream(InputStream in, boolean chunked, long length) {
        this.in = in;
        this.chunked = chunked;
        this.endless = !chunked && length < 0;
        this.left = Math.max(0, length);
        this.ended = length == 0;
    }

    static BodyStream of(InputStream in, DeviceAnswer head) {
        if (head.status() == 204 || head.status() == 304) {
            return new BodyStream(in, false, 0);
        }
        if (head.first("transfer-encoding").equalsIgnoreCase("chunked")) {
            return new BodyStream(in, true, -1);
        }
        String told = head.first("content-length");
        return new BodyStream(in, false, told.matches("\\d{1,18}") ? Long.parseLong(told) : -1);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, endless ? length : (int) Math.min(length, left));
        if (read < 0) {
            ended = true;
            if (!endless) {
                throw new EOFException("the answer ends early");
            }
            return -1;
        }
        if (!endless) {
            left -= read;
            ended = !chunked && left == 0;
        }
        return read;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            Wire.line(in);
        }
        first = false;
        String size = Wire.line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,8}")) {
            throw new DeviceHttpException(Kind.PROTOCOL, "a chunk without a length");
        }
        left = Long.parseLong(size, 16);
        ended = left == 0;
    }
}
