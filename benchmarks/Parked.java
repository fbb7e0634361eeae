import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Viewers that each wait, on a connection of their own, for a camera's next segment, and for the one after it.
 *
 * <p>{@code java Parked.java PORT IDS VIEWERS SECONDS}: prints "parked N" once all have connected and asked, and how all were
 * answered when the seconds after that are over. One thread; 200 viewers to each source address 127.0.x.y.
 */
class Parked {
    private static final int CONNECTS_PER_ROUND = 20;

    private final Selector selector;
    private final int port;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Queue<Viewer> again = new ArrayDeque<>();
    private int asking;
    private int fewestAsking = Integer.MAX_VALUE;

    private Parked(int port) throws IOException {
        this.port = port;
        this.selector = Selector.open();
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<String> ids = Files.readAllLines(Path.of(args[1]));
        new Parked(port).run(ids, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        System.exit(0);
    }

    private void run(List<String> ids, int count, int seconds) throws Exception {
        long[] next = new long[ids.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = nextSegment(ids.get(i)) + 1;
        }
        int opened = 0;
        long end = Long.MAX_VALUE;
        while (System.nanoTime() < end) {
            for (int i = 0; i < CONNECTS_PER_ROUND && opened < count; i++, opened++) {
                new Viewer(opened, ids.get(opened % next.length), next[opened % next.length]);
            }
            selector.select(10);
            for (SelectionKey key : selector.selectedKeys()) {
                Viewer viewer = (Viewer) key.attachment();
                try {
                    viewer.go(key);
                } catch (IOException e) {
                    viewer.fail(e);
                }
            }
            selector.selectedKeys().clear();
            for (Viewer viewer = again.poll(); viewer != null; viewer = again.poll()) {
                viewer.ask();
            }
            if (opened == count && end == Long.MAX_VALUE && asking >= count * 99 / 100) {
                System.out.println("parked " + asking);
                end = System.nanoTime() + seconds * 1_000_000_000L;
            }
            if (end != Long.MAX_VALUE) {
                fewestAsking = Math.min(fewestAsking, asking);
            }
        }
        System.out.println("waiting at the end " + asking + ", fewest at any moment " + fewestAsking + ", answers " + answers);
    }

    /** The number of the segment that is being filled. */
    private long nextSegment(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live/" + id + "/video.m3u8"))
                .build();
        String playlist = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        long first = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-MEDIA-SEQUENCE:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no playlist of " + id + ": " + playlist));
        return first + playlist.lines().filter(line -> line.startsWith("seg-")).count();
    }

    /** One connection, which asks, waits, reads, and asks for the next. */
    private final class Viewer {
        private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(1 << 16);
        private final SocketChannel channel = SocketChannel.open();
        private final String name;
        private final String camera;
        private final StringBuilder head = new StringBuilder();
        private long segment;
        private long rest = -1;
        private boolean waits;

        Viewer(int number, String camera, long segment) throws IOException {
            this.name = "viewer " + number;
            this.camera = camera;
            this.segment = segment;
            byte[] address = {127, 0, (byte) (1 + number / 200), (byte) (1 + number % 200)};
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
            boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            if (connected) {
                ask();
            }
        }

        void go(SelectionKey key) throws IOException {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                ask();
            } else if (key.isReadable()) {
                read();
            }
        }

        void ask() throws IOException {
            head.setLength(0);
            rest = -1;
            waits = true;
            asking++;
            channel.write(ByteBuffer.wrap(("GET /live/" + camera + "/video.m3u8?_HLS_msn=" + segment
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: " + name + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
        }

        private void read() throws IOException {
            int count = channel.read(BUFFER.clear());
            if (count < 0) {
                throw new IOException("the server hung up");
            }
            if (rest < 0) {
                head.append(StandardCharsets.ISO_8859_1.decode(BUFFER.flip()));
                int end = head.indexOf("\r\n\r\n");
                if (end < 0) {
                    return;
                }
                String length = head.toString().replaceFirst("(?is).*content-length: *([0-9]+).*", "$1");
                rest = Long.parseLong(length) + end + 4 - head.length();
            } else {
                rest -= count;
            }
            if (rest == 0) {
                answered(head.substring(9, 12));
            }
        }

        private void answered(String status) {
            answers.merge(status, 1, Integer::sum);
            waits = false;
            asking--;
            segment += status.equals("200") ? 1 : 0;
            if (status.equals("200") || status.equals("503")) {
                again.add(this);
            }
        }

        void fail(IOException cause) throws IOException {
            answers.merge(String.valueOf(cause.getMessage()), 1, Integer::sum);
            asking -= waits ? 1 : 0;
            channel.close();
        }
    }
}
