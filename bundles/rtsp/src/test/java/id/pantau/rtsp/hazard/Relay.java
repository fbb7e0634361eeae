package id.pantau.rtsp.hazard;

import id.pantau.rtsp.TcpFront;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and an RTSP server and knows the protocol: messages pass as they are, interleaved RTP packets as
 * an {@link Impairment} wants it.
 */
final class Relay implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d+)");
    private static final int RTP_CHANNEL = 0;

    private final TcpFront front;
    private final Supplier<Impairment> impairment;

    /** @param impairment a new one for every connection */
    Relay(URI behind, Supplier<Impairment> impairment) throws IOException {
        this.impairment = impairment;
        this.front = new TcpFront(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behind, TcpFront.Way.PLAIN, this::impair);
    }

    URI uri() {
        return front.uri("rtsp");
    }

    @Override
    public void close() throws IOException {
        front.close();
    }

    private void impair(Socket from, Socket to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
        OutputStream out = to.getOutputStream();
        Wire wire = new Wire(out);
        Impairment own = impairment.get();
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (first == '$') {
                int channel = in.readUnsignedByte();
                byte[] packet = new byte[in.readUnsignedShort()];
                in.readFully(packet);
                if (channel == RTP_CHANNEL) {
                    own.packet(ByteBuffer.wrap(packet), wire);
                } else {
                    wire.frame(channel, ByteBuffer.wrap(packet));
                }
            } else {
                message(first, in, out);
            }
        }
    }

    private static void message(int first, DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = new byte[length.find() ? Integer.parseInt(length.group(1)) : 0];
        in.readFully(body);
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
    }

    private record Wire(OutputStream out) implements Impairment.Line {
        @Override
        public void send(ByteBuffer rtp) throws IOException {
            frame(RTP_CHANNEL, rtp);
        }

        @Override
        public void stallInside(ByteBuffer rtp) throws IOException {
            byte[] whole = frameBytes(RTP_CHANNEL, rtp);
            out.write(whole, 0, whole.length / 2);
            while (true) {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }

        void frame(int channel, ByteBuffer packet) throws IOException {
            out.write(frameBytes(channel, packet));
        }

        private static byte[] frameBytes(int channel, ByteBuffer packet) {
            return ByteBuffer.allocate(4 + packet.remaining())
                    .put((byte) '$')
                    .put((byte) channel)
                    .putShort((short) packet.remaining())
                    .put(packet)
                    .array();
        }
    }
}
