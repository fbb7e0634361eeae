package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.Admission;
import id.pantau.service.PublicationRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer that says what is wrong: {@code application/problem+json} (RFC 9457), Indonesian first. */
final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Text detail;
    private final transient ObjectNode body;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(int status, String code, Text title, Text detail) {
        super(status + " " + code, null, false, false);
        this.status = status;
        this.detail = detail;
        this.body = Json.object()
                .put("type", "urn:pantau:problem:" + code)
                .put("title", title.id())
                .put("title_en", title.en())
                .put("status", status)
                .put("detail", detail.id())
                .put("detail_en", detail.en());
    }

    /** What is wrong, in words. */
    Text detail() {
        return detail;
    }

    int status() {
        return status;
    }

    static Problem of(int status, String code, Text title, Text detail) {
        return new Problem(status, code, title, detail);
    }

    static Problem notFound() {
        return of(
                404,
                "not-found",
                new Text("Tidak ditemukan", "Not found"),
                new Text("Tidak ada apa pun di alamat ini.", "There is nothing at this address."));
    }

    static Problem methodNotAllowed(String... allowed) {
        return of(
                        405,
                        "method-not-allowed",
                        new Text("Metode tidak diizinkan", "Method not allowed"),
                        new Text(
                                "Alamat ini hanya menerima " + String.join(", ", allowed) + ".",
                                "This address takes " + String.join(", ", allowed) + " only."))
                .with("Allow", String.join(", ", allowed));
    }

    static Problem unsupportedType(Text detail) {
        return of(415, "unsupported-type", new Text("Jenis isi tidak didukung", "Unsupported content type"), detail);
    }

    static Problem conflict(Text detail) {
        return of(409, "conflict", new Text("Tidak dapat dilakukan sekarang", "Not possible now"), detail);
    }

    static Problem refused(PublicationRefusedException refusal) {
        return of(
                        409,
                        "publication-refused",
                        new Text("Tidak boleh ditayangkan", "May not be published"),
                        refusal.reason())
                .withField("article", refusal.article());
    }

    static Problem starting() {
        return of(
                        503,
                        "starting",
                        new Text("Belum siap", "Not ready"),
                        new Text("Layanan sedang disiapkan; coba lagi.", "The service is starting; try again."))
                .with("Retry-After", "5");
    }

    /** No place for another viewer. Any page may show the reason, as it may show the stream. */
    static Problem busy(Admission.Busy busy) {
        return of(503, "busy", new Text("Penonton sedang penuh", "All places are taken"), busy.reason())
                .withField("code", "busy")
                .withField("limit", busy.limit().name().toLowerCase(Locale.ROOT))
                .with("Retry-After", Long.toString(busy.retryAfter().toSeconds()))
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Expose-Headers", "Retry-After");
    }

    static Problem notYet() {
        return of(
                        503,
                        "not-yet",
                        new Text("Belum ada gambar baru", "Nothing new yet"),
                        new Text(
                                "Kamera belum mengirim gambar berikutnya.", "The camera has not sent what comes next."))
                .with("Retry-After", "1");
    }

    static Problem crowded() {
        return of(
                        503,
                        "crowded",
                        new Text("Terlalu banyak permintaan menunggu", "Too many requests wait"),
                        new Text("Coba lagi sebentar lagi.", "Try again in a moment."))
                .with("Retry-After", "2");
    }

    static Problem internal() {
        return of(
                500,
                "internal",
                new Text("Kesalahan pada server", "Server error"),
                new Text("Permintaan gagal; coba lagi nanti.", "The request failed; try again later."));
    }

    Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Problem withField(String name, String value) {
        body.put(name, value);
        return this;
    }

    Problem withField(String name, int value) {
        body.put(name, value);
        return this;
    }

    Problem withErrors(List<Violation> violations) {
        ArrayNode errors = body.putArray("errors");
        for (Violation violation : violations) {
            errors.addObject()
                    .put("row", violation.row())
                    .put("field", violation.field())
                    .put("id", violation.message().id())
                    .put("en", violation.message().en());
        }
        return this;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        if (leavesBody(request)) {
            // the server ends such a connection; a client that is not told would send its next request into the void
            response.setHeader("Connection", "close");
        }
        Json.send(request, response, status, "application/problem+json", Json.bytes(body));
    }

    private static boolean leavesBody(HttpServletRequest request) throws IOException {
        boolean sent = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return sent && !request.getInputStream().isFinished();
    }
}
