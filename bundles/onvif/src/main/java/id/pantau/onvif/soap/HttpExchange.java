package id.pantau.onvif.soap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, on a connection of its own, which is closed behind it: devices have few. Everything is
 * bounded, and an interrupted thread lets go at once. Redirects are answers like any other.
 */
final class HttpExchange {
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM = 5;

    private final URI address;
    private final @Nullable SSLSocketFactory pinned;
    private final long deadline;

    /** @param names in lower case */
    record Header(String name, String value) {}

    record Answer(int status, List<Header> headers, byte[] body) {
        List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header.name().equals(name))
                    .map(Header::value)
                    .toList();
        }

        String first(String name) {
            return all(name).stream().findFirst().orElse("");
        }
    }

    /** What came is no HTTP, or more of it than is let in. */
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttp(String message) {
            super(message);
        }
    }

    /** @param pinned for devices whose certificate is pinned; {@code null} for those that Java trusts */
    HttpExchange(URI address, @Nullable SSLSocketFactory pinned, Duration patience) {
        this.address = address;
        this.pinned = pinned;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * @param headers whole lines
     * @param longest that the answer's body may be, in bytes
     * @throws java.nio.channels.ClosedByInterruptException when interrupted
     */
    Answer send(String method, List<String> headers, byte[] body, int longest) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = connected(channel);
            socket.getOutputStream().write(request(method, headers, body));
            socket.getOutputStream().flush();
            return answer(new BufferedInputStream(new Timed(socket)), longest);
        }
    }

    private Socket connected(SocketChannel channel) throws IOException {
        boolean https = address.getScheme().equalsIgnoreCase("https");
        int port = address.getPort() >= 0 ? address.getPort() : https ? 443 : 80;
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        InetSocketAddress remote = new InetSocketAddress(host, port);
        if (remote.isUnresolved()) {
            throw new UnknownHostException("no such host");
        }
        Socket plain = channel.socket();
        plain.connect(remote, left());
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(left());
        return https ? secured(plain, host, port) : plain;
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = pinned == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : pinned;
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        if (pinned == null) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        return socket;
    }

    private byte[] request(String method, List<String> headers, byte[] body) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        if (address.getRawQuery() != null) {
            head.append('?').append(address.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(address.getRawAuthority());
        head.append("\r\nConnection: close\r\nUser-Agent: id.pantau.onvif\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream(start.length + body.length);
        all.writeBytes(start);
        all.writeBytes(body);
        return all.toByteArray();
    }

    static Answer answer(InputStream in, int longest) throws IOException {
        Answer head = head(in);
        for (int interim = 0; head.status() / 100 == 1; interim++) {
            if (interim == MAX_INTERIM) {
                throw new NotHttp("no end of interim answers");
            }
            head = head(in);
        }
        boolean empty = head.status() == 204 || head.status() == 304;
        return empty ? head : new Answer(head.status(), head.headers(), body(in, head, longest));
    }

    private static Answer head(InputStream in) throws IOException {
        int status = status(line(in));
        List<Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (headers.size() == MAX_HEADERS) {
                throw new NotHttp("more than " + MAX_HEADERS + " header lines");
            }
            int colon = Math.max(0, line.indexOf(':'));
            headers.add(new Header(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(Math.min(line.length(), colon + 1)).strip()));
        }
        return new Answer(status, List.copyOf(headers), new byte[0]);
    }

    private static int status(String line) throws NotHttp {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new NotHttp("no HTTP answer");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static byte[] body(InputStream in, Answer head, int longest) throws IOException {
        if (head.first("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks(in, longest);
        }
        String told = head.first("content-length");
        if (!told.matches("\\d{1,18}")) {
            return bounded(in.readNBytes(longest + 1), longest);
        }
        long length = Long.parseLong(told);
        if (length > longest) {
            throw tooLong(longest);
        }
        return exactly(in, (int) length);
    }

    private static byte[] chunks(InputStream in, int longest) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new NotHttp("a chunk without a length");
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return all.toByteArray();
            }
            if (all.size() + length > longest) {
                throw tooLong(longest);
            }
            all.writeBytes(exactly(in, length));
            line(in);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private static byte[] bounded(byte[] bytes, int longest) throws NotHttp {
        if (bytes.length > longest) {
            throw tooLong(longest);
        }
        return bytes;
    }

    private static NotHttp tooLong(int longest) {
        return new NotHttp("an answer of more than " + longest + " bytes");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer's end");
            }
            if (line.length() == MAX_LINE) {
                throw new NotHttp("a header line of more than " + MAX_LINE + " bytes");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Milliseconds that are left, at least one. */
    private int left() throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** Each read may take what is left of the whole time, so that an answer in drops ends too. */
    private final class Timed extends InputStream {
        private final Socket socket;
        private final InputStream in;

        Timed(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(left());
            return in.read(bytes, offset, length);
        }
    }

    /** Whether nobody answered at all, or not in time. */
    static boolean isUnreachable(IOException problem) {
        return problem instanceof ConnectException
                || problem instanceof SocketTimeoutException
                || problem instanceof UnknownHostException
                || problem instanceof java.net.SocketException
                || problem instanceof EOFException;
    }
}
