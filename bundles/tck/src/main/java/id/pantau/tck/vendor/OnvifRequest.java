package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SOAP request as a fake device needs to understand it: by looking for names, not by parsing. */
final class OnvifRequest {
    private static final Pattern OPERATION = Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");
    private static final Pattern VALUE = Pattern.compile("<(?:\\w+:)?(\\w+)(?:\\s[^>]*)?>([^<]+)<");

    private final String text;
    private final String operation;

    OnvifRequest(String text) {
        this.text = text;
        Matcher matcher = OPERATION.matcher(text);
        operation = matcher.find() ? matcher.group(1) : "";
    }

    String operation() {
        return operation;
    }

    boolean isOf(String namespace) {
        return text.contains("\"" + namespace + "\"");
    }

    /** The text of the first element of this name; the empty string when there is none. */
    String value(String name) {
        Matcher matcher =
                Pattern.compile("<(?:\\w+:)?" + name + "(?:\\s[^>]*)?>([^<]*)<").matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The first attribute of this name after an element of that name. */
    String attribute(String element, String name) {
        Matcher matcher = Pattern.compile("<(?:\\w+:)?" + element + "\\s[^>]*\\b" + name + "=\"([^\"]*)\"")
                .matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The operation with its values in order, without those of the header. */
    String summary() {
        StringJoiner all = new StringJoiner(" ");
        all.add(operation);
        String body = text.substring(Math.max(0, text.indexOf("Body")));
        Matcher matcher = VALUE.matcher(body);
        while (matcher.find()) {
            all.add(matcher.group(1) + "=" + matcher.group(2));
        }
        for (String axis : new String[] {"PanTilt", "Zoom"}) {
            if (!attribute(axis, "x").isEmpty()) {
                all.add(axis + "=" + attribute(axis, "x") + "," + attribute(axis, "y"));
            }
        }
        return all.toString();
    }

    /** The moment that SetSystemDateAndTime names. */
    Instant moment() {
        return LocalDateTime.of(
                        Integer.parseInt(value("Year")),
                        Integer.parseInt(value("Month")),
                        Integer.parseInt(value("Day")),
                        Integer.parseInt(value("Hour")),
                        Integer.parseInt(value("Minute")),
                        Integer.parseInt(value("Second")))
                .toInstant(ZoneOffset.UTC);
    }

    /** Whether it carries a UsernameToken that was made with this login. */
    boolean hasToken(Credentials login) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(Base64.getDecoder().decode(value("Nonce")));
            sha.update(value("Created").getBytes(StandardCharsets.UTF_8));
            sha.update(login.password().getBytes(StandardCharsets.UTF_8));
            String expected = Base64.getEncoder().encodeToString(sha.digest());
            return value("Username").equals(login.user()) && value("Password").equals(expected);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
