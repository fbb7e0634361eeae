package id.pantau.web;

import id.pantau.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * The period that a request asks about, in {@code ?from=} and {@code ?to=}: the last 30 days where it does not say. Days and
 * times are ISO 8601, in the server's zone where they name none; a day as the end is meant with all its hours.
 */
record Period(Instant from, Instant to) {
    private static final Duration USUAL = Duration.ofDays(30);

    static Period of(HttpServletRequest request) throws Problem {
        String begin = request.getParameter("from");
        String end = request.getParameter("to");
        Instant to = end == null ? Instant.now() : instant("to", end, 1);
        Instant from = begin == null ? to.minus(USUAL) : instant("from", begin, 0);
        if (!from.isBefore(to)) {
            throw refused(new Text("from harus sebelum to.", "from is not before to."));
        }
        return new Period(from, to);
    }

    static Problem refused(Text detail) {
        return Problem.of(400, "malformed", new Text("Permintaan tidak terbaca", "Malformed request"), detail);
    }

    private static Instant instant(String name, String text, int days) throws Problem {
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text)
                        .plusDays(days)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw refused(new Text(
                    name + " bukan waktu seperti 2026-11-22 atau 2026-11-21T20:00Z.",
                    name + " is not a time such as 2026-11-22 or 2026-11-21T20:00Z."));
        }
    }
}
