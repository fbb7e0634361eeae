package id.pantau.web;

import id.pantau.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Request bodies, bounded in size and time while they are read. */
final class Body {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Body() {}

    /**
     * Reads a body of at most {@code limit} bytes; of a longer one no more than that.
     *
     * @throws Problem 413 when it is longer, 408 when it takes more than a minute
     */
    static byte[] read(HttpServletRequest request, int limit) throws IOException, Problem {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(1024, request.getContentLengthLong()));
        byte[] buffer = new byte[8192];
        InputStream in = request.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (body.size() + n > limit) {
                throw tooLarge(limit);
            }
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                throw Problem.of(
                                408,
                                "timeout",
                                new Text("Kiriman terlalu lambat", "Request timed out"),
                                new Text("Kirim seluruh isi dalam satu menit.", "Send the whole body within a minute."))
                        .with("Connection", "close");
            }
            body.write(buffer, 0, n);
        }
        return body.toByteArray();
    }

    private static Problem tooLarge(int limit) {
        // what follows of the body is not worth reading, so the connection cannot be used again
        return Problem.of(
                        413,
                        "too-large",
                        new Text("Kiriman terlalu besar", "Request too large"),
                        new Text(
                                "Isi permintaan paling banyak " + limit + " bita.",
                                "The body may have at most " + limit + " bytes."))
                .with("Connection", "close");
    }
}
