package id.pantau.vendor.push;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Writes what a server says (RTMP 1.0, sections 5 and 7): every message is one chunk. */
final class RtmpAnswers {
    static final int HANDSHAKE_BYTES = 1536;

    private static final byte VERSION = 3;
    private static final int CHUNK_BYTES = 4096;
    private static final int WINDOW_BYTES = 2_500_000;
    private static final int CONTROL_LINE = 2;
    private static final int COMMAND_LINE = 3;
    private static final int SET_CHUNK_SIZE = 1;
    private static final int ACKNOWLEDGEMENT = 3;
    private static final int WINDOW_SIZE = 5;
    private static final int PEER_BANDWIDTH = 6;
    private static final int COMMAND = 20;
    /** The only message stream that there is on a connection. */
    private static final int STREAM = 1;

    private RtmpAnswers() {}

    /** S0, S1 and S2, the last an echo of the client's C1. */
    static ByteBuffer handshake(ByteBuffer theirs) {
        byte[] random = new byte[HANDSHAKE_BYTES - 8];
        ThreadLocalRandom.current().nextBytes(random);
        return ByteBuffer.allocate(1 + 2 * HANDSHAKE_BYTES)
                .put(VERSION)
                .putLong(0)
                .put(random)
                .put(theirs)
                .flip();
    }

    /** The answer to connect, with what goes before it. */
    static ByteBuffer connected(double transaction) {
        ByteBuffer result = command(
                0,
                "_result",
                transaction,
                Map.of("fmsVer", "FMS/3,5,3,824", "capabilities", 127.0),
                status("status", "NetConnection.Connect.Success", "connected"));
        return ByteBuffer.allocate(64 + result.remaining())
                .put(control(WINDOW_SIZE, WINDOW_BYTES))
                .put(message(
                        CONTROL_LINE,
                        PEER_BANDWIDTH,
                        0,
                        ByteBuffer.allocate(5)
                                .putInt(WINDOW_BYTES)
                                .put((byte) 2)
                                .flip()))
                .put(control(SET_CHUNK_SIZE, CHUNK_BYTES))
                .put(result)
                .flip();
    }

    static ByteBuffer streamCreated(double transaction) {
        return command(0, "_result", transaction, Amf0.NOTHING, (double) STREAM);
    }

    /** @param level {@code status} or {@code error} */
    static ByteBuffer onStatus(String level, String code, String description) {
        return command(STREAM, "onStatus", 0, Amf0.NOTHING, status(level, code, description));
    }

    /** @param received bytes so far, modulo 2^32 */
    static ByteBuffer acknowledgement(int received) {
        return control(ACKNOWLEDGEMENT, received);
    }

    private static Map<String, String> status(String level, String code, String description) {
        return Map.of("level", level, "code", code, "description", description);
    }

    private static ByteBuffer command(int stream, String name, double transaction, Object object, Object argument) {
        byte[] body = Amf0.write(List.of(name, transaction, object, argument));
        return message(COMMAND_LINE, COMMAND, stream, ByteBuffer.wrap(body));
    }

    private static ByteBuffer control(int type, int value) {
        return message(
                CONTROL_LINE, type, 0, ByteBuffer.allocate(4).putInt(value).flip());
    }

    private static ByteBuffer message(int line, int type, int stream, ByteBuffer body) {
        int length = body.remaining();
        return ByteBuffer.allocate(12 + length)
                .put((byte) line)
                .put(new byte[3])
                .put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .putInt(Integer.reverseBytes(stream))
                .put(body)
                .flip();
    }
}
