package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertFalse;

import id.pantau.model.Credentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Looks for a password in the spellings in which it usually leaks. */
final class Secrets {
    private Secrets() {}

    static void assertHides(Credentials login, String text, String where) {
        String password = login.password();
        String base64 = base64(password);
        String pair = base64(login.user() + ":" + password);
        String urlEncoded = URLEncoder.encode(password, StandardCharsets.UTF_8);
        for (String spelling : new String[] {password, base64, pair, urlEncoded}) {
            assertFalse(
                    text.toLowerCase(Locale.ROOT).contains(spelling.toLowerCase(Locale.ROOT)),
                    () -> "the password is in " + where);
        }
    }

    /** Its message, its causes and their stacks, as a log would print them. */
    static String printed(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
