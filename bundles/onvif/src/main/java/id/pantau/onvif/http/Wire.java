package id.pantau.onvif.http;

import id.pantau.onvif.http.DeviceHttpException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection for one request and its answer, closed behind it: devices have few. An interrupted thread lets go at
 * once, which closes the connection too. Closed by any thread.
 */
final class Wire implements Closeable {
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM = 5;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;
    private volatile long deadline;
    private volatile int patience;

    /** @param deadline of {@link System#nanoTime()} */
    Wire(URI device, @Nullable SSLSocketFactory pinned, long deadline) throws IOException {
        this.deadline = deadline;
        this.channel = SocketChannel.open();
        try {
            this.socket = connected(device, pinned);
            this.in = new BufferedInputStream(new Timed());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Socket connected(URI device, @Nullable SSLSocketFactory pinned) throws IOException {
        boolean tls = device.getScheme().equals("https");
        int port = device.getPort() >= 0 ? device.getPort() : tls ? 443 : 80;
        String host = device.getHost().replaceAll("[\\[\\]]", "");
        InetSocketAddress remote = new InetSocketAddress(host, port);
        if (remote.isUnresolved()) {
            throw new UnknownHostException("no such host");
        }
        Socket plain = channel.socket();
        plain.connect(remote, left());
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(left());
        return tls ? secured(plain, host, port, pinned) : plain;
    }

    private static Socket secured(Socket plain, String host, int port, @Nullable SSLSocketFactory pinned)
            throws IOException {
        SSLSocketFactory factory = pinned == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : pinned;
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        if (pinned == null) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        return socket;
    }

    void send(DeviceRequest request, URI device, @Nullable String authorization) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(device.getRawAuthority()).append("\r\n");
        head.append("Connection: close\r\nAccept: */*\r\nUser-Agent: Pantau\r\n");
        if (authorization != null) {
            head.append("Authorization: ").append(authorization).append("\r\n");
        }
        if (!request.type().isEmpty()) {
            head.append("Content-Type: ").append(request.type()).append("\r\n");
        }
        if (request.body().length > 0 || !request.method().equals("GET")) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(request.body());
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
    }

    /** Status and headers; the body is still to be read. */
    DeviceAnswer head() throws IOException {
        return head(in);
    }

    static DeviceAnswer head(InputStream in) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            DeviceAnswer head = new DeviceAnswer(status(line(in)), headers(in, MAX_HEADERS), new byte[0]);
            if (head.status() / 100 != 1) {
                return head;
            }
        }
        throw new DeviceHttpException(Kind.PROTOCOL, "no end of interim answers");
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-9]\\d{2}( .*)?")) {
            throw new DeviceHttpException(Kind.PROTOCOL, "what it answers is no HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    /** Header lines up to the empty one; what has no colon is left out. */
    static List<DeviceAnswer.Header> headers(InputStream in, int most) throws IOException {
        List<DeviceAnswer.Header> headers = new ArrayList<>();
        int lines = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (++lines > most) {
                throw new DeviceHttpException(Kind.TOO_LARGE, "more than " + most + " header lines");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new DeviceAnswer.Header(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip()));
            }
        }
        return List.copyOf(headers);
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer's end");
            }
            if (line.length() == MAX_LINE) {
                throw new DeviceHttpException(Kind.TOO_LARGE, "a line of more than " + MAX_LINE + " bytes");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** The body of the answer with this head. */
    InputStream body(DeviceAnswer head) {
        return BodyStream.of(in, head);
    }

    /** From now on each read may take this long, and there is no end of the whole. */
    void lasts(int millisBetweenReads) {
        patience = millisBetweenReads;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Milliseconds that are left, at least one. */
    private int left() throws SocketTimeoutException {
        if (patience > 0) {
            return patience;
        }
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** Each read may take what is left of the whole time, so that an answer in drops ends too. */
    private final class Timed extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(left());
            return socket.getInputStream().read(bytes, offset, length);
        }
    }
}
