package id.pantau.rtsp.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The plainest RTSP client: writes text, reads text and packets. */
final class RawClient implements AutoCloseable {
    private final URI uri;
    private final Socket socket;
    private final DataInputStream in;
    private String session = "";
    private int cseq;

    RawClient(URI uri) throws IOException {
        this.uri = uri;
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    String request(String method, String headers) throws IOException {
        return request(method, uri.toString(), headers);
    }

    String request(String method, String target, String headers) throws IOException {
        String text = method + " " + target + " RTSP/1.0\r\nCSeq: " + ++cseq + "\r\n"
                + (session.isEmpty() ? "" : "Session: " + session + "\r\n") + headers + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    /** An answer's head and body; packets before it are passed over. */
    private String answer() throws IOException {
        int first = in.read();
        while (first == '$') {
            in.readUnsignedByte();
            in.skipNBytes(in.readUnsignedShort());
            first = in.read();
        }
        StringBuilder head = new StringBuilder();
        for (int c = first; ; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            head.append((char) c);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        String text = head.toString();
        int length = text.indexOf("Content-Length: ");
        if (length < 0) {
            return text;
        }
        int bytes = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
        return text + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    void play() throws IOException {
        play(request("SETUP", uri + "/trackID=1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"));
    }

    private void play(String setup) throws IOException {
        int at = setup.indexOf("Session: ") + 9;
        session = setup.substring(at, setup.indexOf(';', at));
        String answer = request("PLAY", "");
        if (!answer.startsWith("RTSP/1.0 200 ")) {
            throw new IOException(answer);
        }
    }

    Packet packet() throws IOException {
        if (in.readUnsignedByte() != '$') {
            throw new IOException("not a packet");
        }
        int channel = in.readUnsignedByte();
        return new Packet(channel, ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort())));
    }

    List<Packet> rtp(int count) throws IOException {
        List<Packet> packets = new ArrayList<>();
        while (packets.size() < count) {
            Packet packet = packet();
            if (packet.channel() == 0) {
                packets.add(packet);
            }
        }
        return packets;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Packet(int channel, ByteBuffer bytes) {
        boolean marker() {
            return (bytes.get(1) & 0x80) != 0;
        }

        int sequence() {
            return bytes.getShort(2) & 0xffff;
        }

        int timestamp() {
            return bytes.getInt(4);
        }

        int ssrc() {
            return bytes.getInt(8);
        }

        /** 7 for a sequence parameter set, 28 for a piece of a larger unit. */
        int nalType() {
            return bytes.get(12) & 31;
        }
    }
}
