package id.pantau.vendor.push;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Speaks RTMP to the door, one message in one chunk after it has said that chunks are large. */
final class RtmpSender implements AutoCloseable {
    private static final int COMMAND = 20;
    private static final int VIDEO = 9;

    private final Socket socket;
    private final List<List<Object>> heard = new ArrayList<>();
    private final RtmpChunks answers = new RtmpChunks(1 << 20, (type, timestamp, body) -> {
        if (type == COMMAND) {
            heard.add(Amf0.read(body));
        }
    });

    /** Greets, connects and asks for a stream. */
    RtmpSender(InetSocketAddress to) throws IOException {
        socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write(3);
        out.write(new byte[1536]);
        InputStream in = socket.getInputStream();
        if (in.readNBytes(1 + 2 * 1536).length != 1 + 2 * 1536) {
            throw new EOFException("no handshake");
        }
        out.write(new byte[1536]);
        message(1, 0, ByteBuffer.allocate(4).putInt(1 << 20).array());
        command("connect", 1.0, Map.of("app", "live", "tcUrl", "rtmp://127.0.0.1/live"));
        command("createStream", 2.0, Amf0.NOTHING);
    }

    /** What publishing under that name is answered. */
    List<Object> publish(String name) throws IOException {
        command("publish", 3.0, Amf0.NOTHING, name, "live");
        while (heard.stream().noneMatch(c -> c.get(0).equals("onStatus"))) {
            read();
        }
        return heard.get(heard.size() - 1);
    }

    void command(Object... values) throws IOException {
        message(COMMAND, 0, Amf0.write(List.of(values)));
    }

    void video(int timestamp, byte[] body) throws IOException {
        message(VIDEO, timestamp, body);
    }

    void message(int type, int timestamp, byte[] body) throws IOException {
        raw(ByteBuffer.allocate(12 + body.length)
                .put((byte) 4)
                .put((byte) (timestamp >> 16))
                .putShort((short) timestamp)
                .put((byte) (body.length >> 16))
                .putShort((short) body.length)
                .put((byte) type)
                .putInt(type == COMMAND || type == VIDEO ? 0x01000000 : 0)
                .put(body)
                .array());
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Whether the other end has hung up. */
    boolean isHungUp() {
        try {
            while (true) {
                read();
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void read() throws IOException {
        byte[] some = new byte[4096];
        int count = socket.getInputStream().read(some);
        if (count < 0) {
            throw new EOFException("hung up");
        }
        answers.read(ByteBuffer.wrap(some, 0, count));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
