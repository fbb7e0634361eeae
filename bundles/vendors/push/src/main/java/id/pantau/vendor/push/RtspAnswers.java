package id.pantau.vendor.push;

import id.pantau.rtsp.protocol.RtspMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes answers to RTSP requests (RFC 2326). */
final class RtspAnswers {
    /** What the {@code Server} header says; the driver knows its streams by it. */
    static final String SERVER = "Pantau-Push/1.0";

    private RtspAnswers() {}

    static String method(RtspMessage request) {
        return request.startLine().substring(0, request.startLine().indexOf(' '));
    }

    /** The path of the request's URI, without slashes at its ends and without a query. */
    static String path(RtspMessage request) {
        String uri = request.startLine().split(" ", 3)[1];
        int authority = uri.indexOf("://");
        int slash = uri.indexOf('/', authority < 0 ? 0 : authority + 3);
        int query = uri.indexOf('?');
        return slash < 0 || query >= 0 && query < slash
                ? ""
                : uri.substring(slash, query < 0 ? uri.length() : query).replaceAll("^/+|/+$", "");
    }

    /** @param headers each with its line end */
    static ByteBuffer answer(RtspMessage request, String status, String headers, String body) {
        String number =
                request.header("CSeq").filter(c -> c.matches("\\d{1,10}")).orElse("0");
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        String text = "RTSP/1.0 " + status + "\r\nCSeq: " + number + "\r\nServer: " + SERVER + "\r\n" + headers + length
                + "\r\n" + body;
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
