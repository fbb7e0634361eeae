package id.pantau.rtsp.client;

import id.pantau.rtsp.rtp.ReorderBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Clock;

/** The pictures of one pull by datagrams, put into order. */
final class Datagrams implements DatagramPair.Handler {
    /** At 2 Mb/s some 170 packets come in a second: this waits for about a third of it at most. */
    private static final int MOST_WAITING = 64;

    private static final long PATIENCE_NANOS = 100_000_000L;

    private final Tracks tracks;
    private final Clock clock;
    private final DatagramPair pair;
    private final ReorderBuffer buffer = new ReorderBuffer(MOST_WAITING, PATIENCE_NANOS, this::ordered);
    private int serverPort;
    private boolean closed;

    /** @param control whose address is used on this side, and whose server may send */
    Datagrams(Selector selector, Link control, Tracks tracks, Clock clock) throws IOException {
        this.tracks = tracks;
        this.clock = clock;
        pair = new DatagramPair(
                selector, control.local().getAddress(), control.remote().getAddress(), this);
    }

    String ports() throws IOException {
        return pair.ports();
    }

    /** @param port where the server sends from, as it says; 0 when it does not */
    void begin(int port) {
        serverPort = port;
        pair.knock(port);
    }

    void report(ByteBuffer packet) {
        pair.report(packet, serverPort);
    }

    void tick(long now) {
        buffer.expire(now);
    }

    void close() {
        closed = true;
        pair.close();
    }

    @Override
    public void media(ByteBuffer bytes, int start, int length) {
        if (!closed) {
            buffer.packet(bytes, start, length, System.nanoTime());
        }
    }

    @Override
    public void control(ByteBuffer bytes, int start, int length) {
        if (!closed) {
            tracks.control(bytes, start, length, clock.instant());
        }
    }

    private void ordered(ByteBuffer bytes, int start, int length) {
        if (!closed) {
            tracks.media(bytes, start, length, clock.instant());
        }
    }
}
