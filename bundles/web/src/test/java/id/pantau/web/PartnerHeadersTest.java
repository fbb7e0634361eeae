package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The partner API, asked with headers and parameters that steer Camel")
final class PartnerHeadersTest {
    /** Those that the other doors' tests send. */
    private static final Path NAMES = Path.of("../onboarding/src/test/resources/headers.txt");

    private static final int AT_ONCE = 40;
    private static final String BODY = "{\"submission\":\"2026-11-a\",\"cameras\":[]}";
    private static final List<UnaryOperator<String>> SPELLINGS =
            List.of(name -> name, name -> name.toLowerCase(Locale.ROOT), name -> name.replace("Camel", "CAMEL."));

    @Test
    @DisplayName("passes on the content, and none of them")
    void passesOnTheContent() throws Exception {
        List<String> names = Files.readAllLines(NAMES).stream()
                .filter(name -> !name.startsWith("#") && !name.endsWith("-Encoding"))
                .toList();
        City city = new City();
        city.keys.put("key-of-bank", "bank-anu");
        int sent = 0;
        try (WebServer server = new WebServer(city)) {
            for (UnaryOperator<String> spelling : SPELLINGS) {
                for (int from = 0; from < names.size(); from += AT_ONCE) {
                    List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE)).stream()
                            .map(spelling)
                            .toList();
                    HttpResponse<String> answer = server.send(request(server, some));
                    assertEquals(202, answer.statusCode(), answer.body());
                    assertEquals(
                            "2026-11-a",
                            new ObjectMapper()
                                    .readTree(answer.body())
                                    .path("submission")
                                    .asText());
                    sent += 2 * some.size();
                }
            }
        }
        for (byte[] body : city.submitted) {
            assertArrayEquals(BODY.getBytes(StandardCharsets.UTF_8), body);
        }
        System.out.printf("headers and parameters by http: %d sent, 0 passed on%n", sent);
    }

    private static HttpRequest.Builder request(WebServer server, List<String> names) {
        String query = names.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8) + "=direct%3Apantau-hostile")
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = server.request("/api/v1/partners/bank-anu/cameras?" + query)
                .header("Authorization", "Bearer key-of-bank")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
        names.forEach(name -> request.header(name, "direct:pantau-hostile"));
        return request;
    }
}
