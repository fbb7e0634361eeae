package id.pantau.vendor.push;

import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the library's test card by RTSP, with requests written here by hand. */
final class CardPublisher implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: (\\d+)");

    private final Socket socket;
    private int number;

    CardPublisher(InetSocketAddress to) throws IOException {
        this(new Socket(to.getAddress(), to.getPort()));
    }

    /** @param socket connected, under TLS perhaps */
    CardPublisher(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
    }

    /** Says all there is to say, and sends for as long as both ends live. */
    static CardPublisher sending(InetSocketAddress to, String key) throws IOException {
        return sending(new CardPublisher(to), key);
    }

    static CardPublisher sending(CardPublisher publisher, String key) throws IOException {
        RtspServer camera = RtspServer.start();
        camera.mount("/card", VideoClip.testCard());
        URI card = camera.uri("/card");
        CardPublisher source = new CardPublisher(camera.address());
        String sdp = source.ask("DESCRIBE", card.toString(), "", "");
        publisher.granted(publisher.announce(key, sdp.substring(sdp.indexOf("\r\n\r\n") + 4)));
        publisher.granted(publisher.setUp(key));
        publisher.granted(publisher.ask("RECORD", publisher.uri(key), "", ""));
        String session = source.ask("SETUP", card + "/trackID=1", "Transport: RTP/AVP/TCP;interleaved=0-1\r\n", "");
        String id = session.replaceAll("(?s).*Session: ([^;]+);.*", "$1");
        source.granted(source.ask("PLAY", card.toString(), "Session: " + id + "\r\n", ""));
        Thread pump = new Thread(
                () -> {
                    try (camera;
                            source) {
                        source.socket.getInputStream().transferTo(publisher.socket.getOutputStream());
                    } catch (IOException e) {
                        publisher.close();
                    }
                },
                "card");
        pump.setDaemon(true);
        pump.start();
        return publisher;
    }

    String announce(String key, String sdp) throws IOException {
        return ask("ANNOUNCE", uri(key), "Content-Type: application/sdp\r\n", sdp);
    }

    String setUp(String key) throws IOException {
        return ask("SETUP", uri(key) + "/trackID=1", "Transport: RTP/AVP/TCP;interleaved=0-1;mode=record\r\n", "");
    }

    String uri(String key) {
        return "rtsp://127.0.0.1:" + socket.getPort() + "/" + key;
    }

    /** The whole answer. */
    String ask(String method, String uri, String headers, String body) throws IOException {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        send(method + " " + uri + " RTSP/1.0\r\nCSeq: " + ++number + "\r\n" + headers + length + "\r\n" + body);
        return answer();
    }

    void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + read.toString(StandardCharsets.UTF_8));
            }
            read.write(next);
        }
        Matcher length = LENGTH.matcher(read.toString(StandardCharsets.UTF_8));
        if (length.find()) {
            read.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** Whether the other end has hung up. */
    boolean isHungUp() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void granted(String answer) throws IOException {
        if (!answer.startsWith("RTSP/1.0 200 ")) {
            throw new IOException(answer);
        }
    }
}
