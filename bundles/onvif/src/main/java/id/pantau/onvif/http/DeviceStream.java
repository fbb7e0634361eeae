package id.pantau.onvif.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * An answer without an end, such as a device's events. Read by one thread; closed by any, which ends a read that waits.
 */
public final class DeviceStream implements AutoCloseable {
    private final Wire wire;
    private final DeviceAnswer head;
    private final InputStream body;

    DeviceStream(Wire wire, DeviceAnswer head) {
        this.wire = wire;
        this.head = head;
        this.body = wire.body(head);
    }

    /** Status and headers; its body is empty. */
    public DeviceAnswer head() {
        return head;
    }

    /** Blocks; fails when the device is silent for too long, or the stream is closed. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // what closes is gone either way, and nobody waits for its last words
            return;
        }
    }
}
