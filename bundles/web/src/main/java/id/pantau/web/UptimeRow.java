package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Reason;
import id.pantau.model.Uptime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a report of uptime.
 *
 * @param name the subject's, for people; may be empty
 */
record UptimeRow(Uptime uptime, String name) {
    private static final List<String> COLUMNS = List.of(
            "subject",
            "name",
            "cameras",
            "livePercent",
            "liveSeconds",
            "degradedSeconds",
            "offlineSeconds",
            "unknownSeconds",
            "worstReason");

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("subject", uptime.subject())
                .put("name", name)
                .put("cameras", uptime.cameras())
                .put("livePercent", percent())
                .put("liveSeconds", uptime.live().toSeconds())
                .put("degradedSeconds", uptime.degraded().toSeconds())
                .put("offlineSeconds", uptime.offline().toSeconds())
                .put("unknownSeconds", uptime.unknown().toSeconds());
        node.set(
                "worstReason",
                uptime.worst().map(reason -> Json.reason(reason, reason.text())).orElse(null));
        ObjectNode reasons = node.putObject("secondsByReason");
        uptime.byReason().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        reasons.put(entry.getKey().code(), entry.getValue().toSeconds()));
        return node;
    }

    /** With two decimals, rounded down so that 100 means always; null when nothing counts. */
    @Nullable
    Double percent() {
        long counted = uptime.counted().toMillis();
        return counted == 0 ? null : uptime.live().toMillis() * 10_000 / counted / 100.0;
    }

    /** Comma-separated values with a header line (RFC 4180). */
    static String csv(List<UptimeRow> rows) {
        StringBuilder text = new StringBuilder(line(COLUMNS.toArray()));
        rows.forEach(row -> text.append(row.line()));
        return text.toString();
    }

    private String line() {
        Double percent = percent();
        return line(
                uptime.subject(),
                name,
                uptime.cameras(),
                percent == null ? "" : percent,
                uptime.live().toSeconds(),
                uptime.degraded().toSeconds(),
                uptime.offline().toSeconds(),
                uptime.unknown().toSeconds(),
                uptime.worst().map(Reason::code).orElse(""));
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells).map(cell -> cell(cell.toString())).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Names come from others, and a spreadsheet would run what looks like a formula: an apostrophe makes it text. */
    private static String cell(String text) {
        String safe = text.matches("(?s)[=+@].*|-\\D.*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
