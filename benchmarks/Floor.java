import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The floor of every ingest: connects as often as told, plays, reads every 10 ms and looks at nothing.
 *
 * <p>{@code java Floor.java PORT CONNECTIONS}; prints "playing" when all play, and ends with its standard input.
 */
class Floor {
    private static final Pattern CONTROL = Pattern.compile("(?m)^a=control:(\\S+)");
    private static final Pattern SESSION = Pattern.compile("(?im)^Session: *([^;\\s]+)");

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
            channels.add(play(port, "rtsp://127.0.0.1:" + port + "/main?n=" + i));
        }
        Selector selector = Selector.open();
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        System.out.println("playing");
        Thread end = new Thread(Floor::endWithParent);
        end.setDaemon(true);
        end.start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                while (((SocketChannel) key.channel()).read(buffer.clear()) == buffer.capacity()) {}
            }
            selector.selectedKeys().clear();
            Thread.sleep(10);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            System.err.println("standard input: " + e.getMessage());
        }
        System.exit(0);
    }

    private static SocketChannel play(int port, String uri) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        String sdp = ask(channel, "DESCRIBE " + uri + " RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n");
        List<String> controls = new ArrayList<>();
        Matcher control = CONTROL.matcher(sdp);
        while (control.find()) {
            controls.add(control.group(1));
        }
        String track = controls.get(controls.size() - 1);
        String target = track.startsWith("rtsp:") ? track : uri.replaceAll("\\?.*", "") + "/" + track;
        String setup = ask(
                channel,
                "SETUP " + target
                        + " RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
        Matcher session = SESSION.matcher(setup);
        if (!session.find()) {
            throw new IOException("no session: " + setup);
        }
        ask(channel, "PLAY " + uri.replaceAll("\\?.*", "/") + " RTSP/1.0\r\nCSeq: 3\r\nSession: " + session.group(1) + "\r\n\r\n");
        return channel;
    }

    /** The answer, or its beginning; media can come before it, and come after it. */
    private static String ask(SocketChannel channel, String request) throws IOException {
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder answer = new StringBuilder();
        ByteBuffer some = ByteBuffer.allocate(4096);
        while (answer.indexOf("\r\n\r\n") < 0
                || answer.charAt(0) == '$'
                || request.startsWith("DESCRIBE") && CONTROL.matcher(answer).results().count() < 2) {
            if (channel.read(some.clear()) < 0) {
                throw new IOException("the server hung up: " + answer);
            }
            answer.append(StandardCharsets.ISO_8859_1.decode(some.flip()));
            dropMedia(answer);
        }
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        if (!head.startsWith("RTSP/1.0 200")) {
            throw new IOException(head);
        }
        return answer.toString();
    }

    /** Interleaved frames at the beginning (RFC 2326, section 10.12). */
    private static void dropMedia(StringBuilder bytes) {
        while (bytes.length() >= 4 && bytes.charAt(0) == '$') {
            int length = 4 + (bytes.charAt(2) << 8 | bytes.charAt(3));
            if (bytes.length() < length) {
                return;
            }
            bytes.delete(0, length);
        }
    }
}
