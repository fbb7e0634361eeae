package id.pantau.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Bytes that are served to many: compressed once, with an entity tag. */
final class Representation {
    private final String contentType;
    private final String hash;
    private final byte[] plain;
    private final byte[] gzip;

    Representation(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.plain = bytes;
        this.gzip = gzip(bytes);
        this.hash = hash(bytes);
    }

    /** 16 hex digits of the content. */
    String hash() {
        return hash;
    }

    void send(HttpServletRequest request, HttpServletResponse response, String cacheControl) throws IOException {
        boolean compressed = gzip.length < plain.length && acceptsGzip(request);
        String etag = '"' + hash + (compressed ? "-gzip\"" : "\"");
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", etag);
        if (matches(request, etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        Json.send(request, response, HttpServletResponse.SC_OK, contentType, compressed ? gzip : plain);
    }

    /** Whether the client already has what {@code etag} names (RFC 9110, 13.1.2). */
    static boolean matches(HttpServletRequest request, String etag) {
        String known = request.getHeader("If-None-Match");
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        String encodings = request.getHeader("Accept-Encoding");
        return encodings != null
                && Arrays.stream(encodings.split(","))
                        .map(String::strip)
                        .anyMatch(
                                e -> e.equals("gzip") || (e.startsWith("gzip;") && !e.matches("gzip;\\s*q=0(\\.0*)?")));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
