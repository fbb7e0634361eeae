package id.pantau.web;

import static id.pantau.web.PublicMediaTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Point;
import id.pantau.model.Reason;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The pages")
final class PagesTest {
    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.allPoints.add(new Point("p", "Titik", "Batam Kota", 1.1, 104));
        city.camera(1, "p", "Depan <b>\"Kantor\"</b> & 'Pasar'");
        city.camera(2, "p", "Lobi");
        city.camera(3, "p", "Ditarik");
        city.show(1);
        city.withdraw(3, Reason.WITHDRAWN_BY_OPERATOR, null);
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/kamera/cam000000001", "/embed/cam000000001", "/operator", "/nothing"})
    @DisplayName("run no script but ours, tell other sites little, and set no cookie")
    void policy(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        String policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("strict-origin-when-cross-origin", header(answer, "Referrer-Policy"));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        assertFalse(answer.body().matches("(?is).*(<script(?![^>]*\\bsrc=)|\\sstyle=|\\son\\w+=).*"), "inline code");
        assertFalse(answer.body().contains("{{"), "an unfilled hole");
        assertFalse(answer.body().contains("https://"), "nothing comes from elsewhere");
    }

    @Test
    @DisplayName("may be framed by other sites only where they are meant to be")
    void framing() throws Exception {
        assertTrue(header(server.get("/embed/" + City.id(1)), "Content-Security-Policy")
                .endsWith("frame-ancestors *"));
        for (String path : new String[] {"/", "/operator", "/kamera/" + City.id(1)}) {
            assertTrue(header(server.get(path), "Content-Security-Policy").endsWith("frame-ancestors 'none'"));
            assertEquals("DENY", header(server.get(path), "X-Frame-Options"));
        }
    }

    @Test
    @DisplayName("are Indonesian unless asked for in English")
    void language() throws Exception {
        assertTrue(server.get("/").body().contains("<html lang=\"id\">"));
        assertTrue(server.get("/?lang=en").body().contains("<html lang=\"en\">"));
        assertTrue(server.get("/?lang=%22%3E%3Cscript%3E").body().contains("<html lang=\"id\">"));
    }

    @Test
    @DisplayName("show a name as it is, whatever characters it has")
    void escaped() throws Exception {
        String body = server.get("/kamera/" + City.id(1)).body();
        assertTrue(body.contains("<h1>Depan &lt;b&gt;&quot;Kantor&quot;&lt;/b&gt; &amp; &#39;Pasar&#39;</h1>"), body);
    }

    @Test
    @DisplayName("exist for public cameras and, without the picture, for withdrawn ones; no other camera exists")
    void cameras() throws Exception {
        assertEquals(200, server.get("/kamera/" + City.id(1)).statusCode());
        assertEquals(200, server.get("/embed/" + City.id(1)).statusCode());
        assertEquals(200, server.get("/kamera/" + City.id(3)).statusCode());
        assertTrue(server.get("/kamera/" + City.id(3)).body().contains("data-status=\"withdrawn\""));
        for (String page : new String[] {"/kamera/", "/embed/"}) {
            for (int camera : new int[] {1, 2}) {
                String answer = server.rawGet(page + City.id(camera) + "/?lang=en");
                assertTrue(answer.startsWith("HTTP/1.1 301"), answer);
                assertTrue(answer.contains("Location: " + page + City.id(camera) + "?lang=en\r\n"), answer);
            }
        }
        for (String page : new String[] {"/kamera/", "/embed/"}) {
            String unknown = server.rawGet(page + City.id(9));
            assertTrue(unknown.startsWith("HTTP/1.1 404 "), unknown);
            assertEquals(unknown, server.rawGet(page + City.id(2)));
            assertEquals(unknown, server.rawGet(page + "x/y"));
        }
        assertEquals(server.rawGet("/embed/" + City.id(9)), server.rawGet("/embed/" + City.id(3)));
    }

    @Test
    @DisplayName("answer an unknown address of the API as the API does")
    void unknownApi() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/nothing");
        assertEquals(404, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live/cam000000001/index.m3u8",
                "/operator/live/cam000000001/index.m3u8",
                "/api/v1/public/points",
                "/api/v1/partners/bank-anu/cameras",
                "/api/v1/operator/session",
                "/api/v1/operator/cameras",
                "/api/v1/operator/onboarding/row-1/approve"
            })
    @DisplayName("answer for a part of the platform that is not there yet: come back later, not that it does not exist")
    void starting(String path) throws Exception {
        try (WebServer bare = WebServer.withPagesOnly(city)) {
            HttpResponse<String> answer = bare.get(path);
            assertEquals(503, answer.statusCode());
            assertEquals("5", header(answer, "Retry-After"));
        }
    }

    @Test
    @DisplayName("let the map's pictures come from the configured tile server and from nowhere else")
    void tiles() throws Exception {
        String template = "https://{s}.ubin.example.id/{z}/{x}/{y}.png";
        assertTrue(new WebCheck().problem(Map.of("tiles", template)).isEmpty());
        assertTrue(
                new WebCheck().problem(Map.of("tiles", "/ubin/{z}/{x}/{y}.png")).isEmpty());
        assertTrue(new WebCheck().problem(Map.of("cityName", "x".repeat(201))).isPresent());
        try (WebServer tiled = new WebServer(city, WebServer.configuration(false, template), 0)) {
            HttpResponse<String> answer = tiled.get("/");
            assertTrue(header(answer, "Content-Security-Policy")
                    .contains("img-src 'self' data: blob: https://*.ubin.example.id;"));
            assertTrue(answer.body().contains("data-tiles=\"" + template + "\""));
            assertTrue(answer.body().contains("© &lt;peta&gt;"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)//{z}{x}{y}", "https://a.id/{z}/{x}", "https://a.id; x/{z}/{x}/{y}"})
    @DisplayName("fall back to the plain map when the tile template is none")
    void oddTiles(String template) throws Exception {
        assertTrue(
                new WebCheck().problem(Map.of("tiles", template)).orElseThrow().startsWith("tiles: "));
        try (WebServer tiled = new WebServer(city, WebServer.configuration(false, template), 0)) {
            HttpResponse<String> answer = tiled.get("/");
            assertTrue(answer.body().contains("data-tiles=\"\""));
            assertTrue(header(answer, "Content-Security-Policy").contains("img-src 'self' data: blob: ;"));
        }
    }

    @Test
    @DisplayName("name only files that are there, kept for ever and sent compressed")
    void files() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String page : new String[] {"/", "/kamera/" + City.id(1), "/embed/" + City.id(1), "/operator", "/x"}) {
            Matcher matcher = Pattern.compile("\"(/assets/[^\"]+)\"")
                    .matcher(server.get(page).body());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        String base = "/assets/" + server.assets.version() + "/";
        for (String script : sources("js")) {
            names.add(base + script);
            Matcher matcher = Pattern.compile("(?:from|import|import\\() ?'\\./([^']+)'")
                    .matcher(new String(Assets.read(script), StandardCharsets.UTF_8));
            while (matcher.find()) {
                names.add(base + matcher.group(1));
            }
        }
        assertTrue(names.size() > 15, names::toString);
        for (String name : names) {
            HttpResponse<String> answer = server.get(name, "Accept-Encoding", "br, gzip");
            assertEquals(200, answer.statusCode(), name);
            assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"), name);
            assertEquals(
                    304,
                    server.get(name, "Accept-Encoding", "gzip", "If-None-Match", header(answer, "ETag"))
                            .statusCode());
        }
        assertEquals("gzip", header(server.get(base + "hls.js", "Accept-Encoding", "gzip"), "Content-Encoding"));
        assertEquals("", header(server.get(base + "hls.js"), "Content-Encoding"));
        assertEquals("no-cache", header(server.get("/assets/0123456789abcdef/app.css"), "Cache-Control"));
        assertEquals(404, server.get(base + "portal.html").statusCode());
        assertEquals(404, server.get(base + "vendor/hls/LICENSE").statusCode());
    }

    @Test
    @DisplayName("have words in both languages for everything that they say")
    void words() throws Exception {
        String dictionary = new String(Assets.read("language.js"), StandardCharsets.UTF_8)
                + new String(Assets.read("partner-words.js"), StandardCharsets.UTF_8);
        Set<String> used = new TreeSet<>();
        for (String source : sources("js", "html")) {
            String text = new String(Assets.read(source), StandardCharsets.UTF_8);
            Matcher matcher = Pattern.compile("\\bt\\('([^']+)'|data-t(?:-label|-placeholder)?=\"([^\"]+)\"")
                    .matcher(text);
            while (matcher.find()) {
                used.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        assertTrue(used.size() > 40, used::toString);
        Arrays.stream(id.pantau.model.Status.values()).forEach(s -> used.add("status." + s.code()));
        Arrays.stream(id.pantau.model.Scene.values()).forEach(s -> used.add("scene." + s.code()));
        Arrays.stream(id.pantau.model.Role.values()).forEach(r -> used.add("role." + r.code()));
        Arrays.stream(id.pantau.model.RowState.values()).forEach(r -> used.add("row." + r.code()));
        for (String key : used) {
            String entry = "(?s).*\\n  '?" + Pattern.quote(key) + "'?: \\[\\s*'[^']+',\\s*'[^']+',?\\s*].*";
            assertTrue(dictionary.matches(entry), "no words for " + key);
        }
    }

    /** The bundle's own scripts or pages, by name. */
    private static Set<String> sources(String... endings) throws Exception {
        Set<String> names = new TreeSet<>();
        java.nio.file.Path folder = java.nio.file.Path.of(
                        Assets.class.getResource("/web/app.css").toURI())
                .getParent();
        try (var files = java.nio.file.Files.list(folder)) {
            files.map(f -> f.getFileName().toString())
                    .filter(n -> Arrays.stream(endings).anyMatch(e -> n.endsWith("." + e)))
                    .forEach(names::add);
        }
        return names;
    }
}
