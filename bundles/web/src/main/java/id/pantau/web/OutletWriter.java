package id.pantau.web;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes buffers, without copying them, as fast as the client and the outlet take them. Whoever uses it sees to it that
 * its methods exclude each other.
 */
final class OutletWriter {
    private final ServletOutputStream out;
    private final Outlet outlet;
    private final Runnable goOn;
    private @Nullable ByteBuffer rest;
    private boolean asked;
    private boolean granted;

    /** @param goOn to call {@link #grant} and to write again; called by any thread */
    OutletWriter(ServletOutputStream out, Outlet outlet, Runnable goOn) {
        this.out = out;
        this.outlet = outlet;
        this.goOn = goOn;
    }

    /** What was asked for may go. */
    void grant() {
        granted = true;
    }

    /**
     * @return whether all has been written and there is room for more; else it is to be called again, either by the
     *     container, when the client can take more, or by {@code goOn}
     */
    boolean write(Iterator<ByteBuffer> body) throws IOException {
        while (out.isReady()) {
            if (rest == null && !body.hasNext()) {
                return true;
            }
            ByteBuffer next = rest == null ? body.next() : rest;
            rest = next;
            int bytes = Math.min(next.remaining(), outlet.most());
            if (!mayGo(bytes)) {
                return false;
            }
            ByteBuffer piece = next.slice(next.position(), bytes);
            next.position(next.position() + bytes);
            if (!next.hasRemaining()) {
                rest = null;
            }
            out.write(piece);
            outlet.sent(bytes);
        }
        return false;
    }

    private boolean mayGo(int bytes) {
        if (!asked) {
            asked = true;
            granted = outlet.mayGo(bytes, goOn);
        }
        if (granted) {
            asked = false;
            granted = false;
            return true;
        }
        return false;
    }
}
