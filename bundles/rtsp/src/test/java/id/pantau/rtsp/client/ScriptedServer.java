package id.pantau.rtsp.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RTSP server that answers as the test says. */
final class ScriptedServer implements AutoCloseable {
    static final byte[] SPS = Base64.getDecoder().decode("Z0LADdkBYJbARAAAAwAEAAADAMg8UKkg");
    static final String H264 = "v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
            + "a=fmtp:96 sprop-parameter-sets=Z0LADdkBYJbARAAAAwAEAAADAMg8UKkg,aMuDyyA=\r\na=control:track1\r\n";
    /** Stands for silence. */
    static final String NOTHING = "";

    private static final Pattern SEQUENCE = Pattern.compile("CSeq: (\\d+)");

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Function<String, String> script;

    /** @param script from a request's text to the answer's; {@code @} stands for the request's number */
    ScriptedServer(Function<String, String> script) throws IOException {
        this.script = script;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-rtsp");
        thread.setDaemon(true);
        thread.start();
    }

    /** A well-behaved camera, but for the methods that {@code other} answers; null from it means well-behaved. */
    static ScriptedServer camera(Function<String, String> other) throws IOException {
        return new ScriptedServer(request -> {
            String answer = other.apply(request);
            return answer != null ? answer : usual(request);
        });
    }

    static String usual(String request) {
        if (request.startsWith("DESCRIBE")) {
            return describe(H264);
        }
        if (request.startsWith("SETUP")) {
            return ok("Session: 42;timeout=2\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
        }
        return ok("Public: DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN\r\n");
    }

    static String describe(String description) {
        return ok("Content-Type: application/sdp\r\nContent-Length: " + description.length() + "\r\n") + description;
    }

    static String ok(String headers) {
        return "RTSP/1.0 200 OK\r\nCSeq: @\r\n" + headers + "\r\n";
    }

    static String status(String status, String headers) {
        return "RTSP/1.0 " + status + "\r\nCSeq: @\r\n" + headers + "\r\n";
    }

    /** An interleaved RTP packet; Latin-1 holds its bytes. */
    static String frame(int sequence, long timestamp, int... nal) {
        StringBuilder frame = new StringBuilder("$\0");
        int length = 12 + nal.length;
        frame.append((char) (length >> 8)).append((char) (length & 0xFF));
        frame.append((char) 0x80).append((char) (0x80 | 96));
        frame.append((char) (sequence >> 8 & 0xFF)).append((char) (sequence & 0xFF));
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.append((char) (timestamp >> shift & 0xFF));
        }
        frame.append("\0\0\0\1");
        for (int b : nal) {
            frame.append((char) b);
        }
        return frame.toString();
    }

    static String keyPicture(int sequence, long timestamp) {
        return frame(sequence, timestamp, 0x65, 0x80, sequence & 0xFF, 0x11);
    }

    URI uri() {
        return URI.create("rtsp://127.0.0.1:" + listening.getLocalPort() + "/live");
    }

    long count(String part) {
        return requests.stream().filter(r -> r.contains(part)).count();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "scripted-rtsp-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String request = read(in); !request.isEmpty(); request = read(in)) {
                requests.add(request);
                if (!request.startsWith("RTSP/")) {
                    Matcher sequence = SEQUENCE.matcher(request);
                    String number = sequence.find() ? sequence.group(1) : "0";
                    String answer = script.apply(request).replace("CSeq: @", "CSeq: " + number);
                    if (answer.equals("close")) {
                        return;
                    }
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed() && !listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
