package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys and logins")
final class TransportTest {
    private static final Map<String, String> HTTPS = Map.of("X-Forwarded-Proto", "https");
    private final Transport bare = new Transport(new Settings(WebServer.configuration(false, "")));
    private final Transport behindProxy = new Transport(new Settings(WebServer.configuration(true, "")));

    private static HttpServletRequest request(String localAddress, boolean secure, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TransportTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getLocalAddr" -> localAddress;
                    case "getRemoteAddr" -> "192.0.2.7";
                    case "isSecure" -> secure;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    @DisplayName("are taken on loopback")
    void loopback() {
        assertDoesNotThrow(() -> bare.requireConfidential(request("127.0.0.1", false, Map.of())));
        assertDoesNotThrow(() -> bare.requireConfidential(request("::1", false, Map.of())));
        assertDoesNotThrow(() -> bare.requireConfidential(request("0:0:0:0:0:0:0:1", false, Map.of())));
    }

    @Test
    @DisplayName("are refused beyond loopback without TLS, whatever the client claims")
    void clear() {
        assertThrows(Problem.class, () -> bare.requireConfidential(request("192.0.2.1", false, Map.of())));
        assertThrows(Problem.class, () -> bare.requireConfidential(request("192.0.2.1", false, HTTPS)));
    }

    @Test
    @DisplayName("are taken over TLS, our own or a declared proxy's")
    void tls() {
        assertDoesNotThrow(() -> bare.requireConfidential(request("192.0.2.1", true, Map.of())));
        assertDoesNotThrow(() -> behindProxy.requireConfidential(request("192.0.2.1", false, HTTPS)));
        assertDoesNotThrow(() -> behindProxy.requireConfidential(request("127.0.0.1", false, HTTPS)));
    }

    @Test
    @DisplayName("are refused when the declared proxy says that they came in clear, or was gone round")
    void proxyInClear() {
        Map<String, String> http = Map.of("X-Forwarded-Proto", "http");
        assertThrows(Problem.class, () -> behindProxy.requireConfidential(request("127.0.0.1", false, http)));
        assertThrows(Problem.class, () -> behindProxy.requireConfidential(request("192.0.2.1", false, Map.of())));
    }

    @Test
    @DisplayName("are refused on every path that takes them, saying why, while the public pages stay")
    void everyPath() throws Exception {
        City city = new City();
        city.keys.put("key", "bank-anu");
        city.user("sari", Role.ADMIN, "kata sandi panjang");
        try (WebServer server = new WebServer(city, WebServer.configuration(true, ""), 0)) {
            String secure = header(
                    server.send(server.request("/api/v1/operator/session")
                            .header("X-Pantau", "1")
                            .header("X-Forwarded-Proto", "https")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"user\":\"sari\",\"password\":\"kata sandi panjang\"}"))),
                    "Set-Cookie");
            assertTrue(secure.contains("; Secure"), secure);
            for (String path : new String[] {
                "/operator",
                "/operator/live/cam000000001/index.m3u8",
                "/api/v1/operator/session",
                "/api/v1/operator/cameras",
                "/api/v1/operator/onboarding",
                "/api/v1/partners/bank-anu/cameras"
            }) {
                HttpResponse<String> answer = server.get(
                        path,
                        "X-Forwarded-Proto",
                        "http",
                        "Authorization",
                        "Bearer key",
                        "Cookie",
                        secure.split(";")[0]);
                assertEquals(403, answer.statusCode(), path);
                assertTrue(answer.body().contains("urn:pantau:problem:insecure-transport"), answer.body());
            }
            assertEquals(200, server.get("/", "X-Forwarded-Proto", "http").statusCode());
        }
    }

    @Test
    @DisplayName("go with a Secure cookie exactly when the browser came over TLS")
    void secure() {
        assertTrue(behindProxy.isSecure(request("127.0.0.1", false, HTTPS)));
        assertFalse(bare.isSecure(request("127.0.0.1", false, HTTPS)));
    }

    @Test
    @DisplayName("are counted by the client that the declared proxy saw, and by the peer when there is none")
    void client() {
        Map<String, String> forwarded = Map.of("X-Forwarded-For", "10.9.9.9, 198.51.100.4");
        assertEquals("198.51.100.4", behindProxy.client(request("127.0.0.1", false, forwarded)));
        assertEquals("192.0.2.7", bare.client(request("127.0.0.1", false, forwarded)));
    }
}
