package id.pantau.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.ConfigurationCheck;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of an alert's configuration")
class AlertCheckTest {
    private static final Map<String, Object> EMAIL = Map.of(
            "channel", "email", "to", List.of("noc@example.id"), "server", "mail.example.id:587", "from", "p@x.id");

    /** What is wrong with a configuration that is good but for one value. */
    private static String with(Map<String, Object> good, String key, Object value) {
        Map<String, Object> values = new HashMap<>(good);
        values.put(key, value);
        return new AlertCheck().problem(values).orElse("");
    }

    private static String webhook(String url) {
        return with(Map.of("channel", "webhook"), "to", List.of(url));
    }

    private static String mqtt(String topic) {
        return with(Map.of("channel", "mqtt", "server", "127.0.0.1:1883"), "to", List.of(topic));
    }

    @Test
    void isFoundByWhoeverGuardsTheConfiguration() {
        assertTrue(ServiceLoader.load(ConfigurationCheck.class).stream()
                .anyMatch(p -> p.get().pid().equals("id.pantau.alert")));
    }

    @Test
    void passesTheExamplesThatThePagesShow() {
        assertEquals("", with(EMAIL, "quietHours", "22:00-06:00"));
        assertEquals("", webhook("https://hook.example.id/pantau?room=1"));
        assertEquals("", mqtt("kota/batam/pantau"));
        assertEquals("", with(Map.of(), "channel", "log"));
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertTrue(new AlertCheck().problem(Map.of()).orElse("").startsWith("channel: "));
        assertTrue(with(EMAIL, "to", List.of()).startsWith("to: "));
        assertTrue(with(EMAIL, "to", List.of("noc@example.id\r\nBcc: x@y.id")).startsWith("to: "));
        assertTrue(with(EMAIL, "from", "").startsWith("from: "));
        assertTrue(with(EMAIL, "server", "mail.example.id").startsWith("server: "));
        assertTrue(with(EMAIL, "server", "mail.example.id:70000").startsWith("server: "));
        assertTrue(with(EMAIL, "server", "x:25?dummy=1&y:25").startsWith("server: "));
        assertTrue(with(EMAIL, "quietHours", "22-6").startsWith("quietHours: "));
        assertTrue(with(EMAIL, "quietHours", "06:00-06:00").startsWith("quietHours: "));
        assertTrue(with(EMAIL, "reasons", List.of("unreachable", "tired")).equals("reasons: there is no tired"));
        assertTrue(with(EMAIL, "statuses", List.of("live")).startsWith("statuses: "));
        assertTrue(with(EMAIL, "points", List.of("Simpang Jam")).startsWith("points: "));
        assertTrue(with(EMAIL, "user", "{{secret}}").startsWith("user: "));
        assertTrue(with(Map.of("channel", "log"), "to", List.of("x")).startsWith("to: "));
    }

    @Test
    void letsAWebhookGoNowhereButToTheWeb() {
        for (String url : List.of("file:///etc/passwd", "exec:ls", "https:///x", "https://u:p@x.id/", "x.id", "")) {
            assertTrue(webhook(url).startsWith("to: "), url);
        }
    }

    @Test
    void letsNobodyPublishToWildcards() {
        assertTrue(mqtt("kota/#").startsWith("to: "));
        assertTrue(mqtt("kota/+/x").startsWith("to: "));
    }

    @Test
    void sendsNoPasswordToAnotherMachineWithoutTls() {
        Map<String, Object> login = new HashMap<>(EMAIL);
        login.put("user", "petugas");
        login.put("password", "rahasia");
        String problem = with(login, "tls", false);
        assertTrue(problem.startsWith("tls: "), problem);
        assertFalse(problem.contains("rahasia"), problem);
        login.put("server", "127.0.0.1:25");
        assertEquals("", with(login, "tls", false));
    }

    @Test
    void readsQuietHoursOverMidnightAndWithinADay() {
        QuietHours night = QuietHours.parse("22:00-06:00");
        assertTrue(night.contains(LocalTime.parse("22:00")));
        assertTrue(night.contains(LocalTime.parse("05:59:59")));
        assertFalse(night.contains(LocalTime.parse("06:00")));
        assertFalse(night.contains(LocalTime.NOON));
        QuietHours noon = QuietHours.parse("11:30-13:00");
        assertTrue(noon.contains(LocalTime.NOON));
        assertFalse(noon.contains(LocalTime.MIDNIGHT));
    }
}
