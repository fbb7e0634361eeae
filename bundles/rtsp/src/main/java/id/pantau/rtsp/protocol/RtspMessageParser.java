package id.pantau.rtsp.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of a message (RFC 2326, sections 4, 6 and 7). */
final class RtspMessageParser {
    private static final Pattern STATUS_LINE = Pattern.compile("RTSP/\\d\\.\\d ([1-9]\\d\\d)(?: .*)?");
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z_]{1,32} \\S+ RTSP/\\d\\.\\d");
    private static final int MOST_HEADERS = 200;

    private RtspMessageParser() {}

    static RtspMessage parse(String head) throws RtspProtocolException {
        String[] lines = head.split("\r?\n", -1);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String name = "";
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            requirePrintable(line);
            if (line.isEmpty()) {
                continue;
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                fold(headers, name, line);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new RtspProtocolException("a header line without a name: " + Texts.shorten(line));
            }
            if (i > MOST_HEADERS) {
                throw new RtspProtocolException("more than " + MOST_HEADERS + " header lines");
            }
            name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return new RtspMessage(lines[0], status(lines[0]), headers, "");
    }

    private static int status(String line) throws RtspProtocolException {
        Matcher response = STATUS_LINE.matcher(line);
        if (response.matches()) {
            return Integer.parseInt(response.group(1));
        }
        if (REQUEST_LINE.matcher(line).matches()) {
            return 0;
        }
        throw new RtspProtocolException("neither an RTSP response nor a request: " + Texts.shorten(line));
    }

    private static void fold(Map<String, List<String>> headers, String name, String line) throws RtspProtocolException {
        List<String> values = headers.get(name);
        if (values == null) {
            throw new RtspProtocolException("a continuation line without a header: " + Texts.shorten(line));
        }
        values.add(values.remove(values.size() - 1) + ' ' + line.trim());
    }

    private static void requirePrintable(String line) throws RtspProtocolException {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' || c == 127) {
                throw new RtspProtocolException("a control character in a header line: " + Texts.shorten(line));
            }
        }
    }
}
