package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A partner that has to sign what it submits")
final class PartnerSignatureTest {
    private static final String CAMERAS = "/api/v1/partners/bank-anu/cameras";
    private static final String BODY = "{\"submission\":\"2026-11-a\",\"cameras\":[]}";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final City city = new City();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        city.keys.put("key-of-bank", "bank-anu");
        city.keys.put("key-of-hotel", "hotel-anu");
        city.signingKeys.put("bank-anu", SECRET.getBytes(StandardCharsets.US_ASCII));
        server = new WebServer(city);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** A request that is right until something of it is changed. */
    private final class Signed {
        final Map<String, String> values = new LinkedHashMap<>(Map.of(
                "method",
                "POST",
                "path",
                CAMERAS,
                "query",
                "",
                "components",
                "\"@method\" \"@path\" \"content-digest\"",
                "created",
                Long.toString(Instant.now().getEpochSecond()),
                "nonce",
                UUID.randomUUID().toString(),
                "more",
                ";alg=\"hmac-sha256\"",
                "secret",
                SECRET,
                "signed body",
                BODY));
        String digest = "";

        Signed with(String what, String value) {
            values.put(what, value);
            return this;
        }

        HttpResponse<String> send() throws Exception {
            return send(values.get("query"), BODY);
        }

        HttpResponse<String> send(String query, String body) throws Exception {
            digest = "sha-256=:" + base64(MessageDigest.getInstance("SHA-256").digest(bytes(values.get("signed body"))))
                    + ":";
            String parameters = "(" + values.get("components") + ");created=" + values.get("created") + ";nonce=\""
                    + values.get("nonce") + "\"" + values.get("more");
            String base = values.get("components").isEmpty()
                    ? ""
                    : String.join(
                            "",
                            List.of(values.get("components").split(" ")).stream()
                                    .map(name -> name + ": " + value(name.replace("\"", "")) + "\n")
                                    .toList());
            byte[] mac = Signatures.mac(bytes(values.get("secret")), base + "\"@signature-params\": " + parameters);
            return server.send(server.request(CAMERAS + query)
                    .header("Authorization", "Bearer key-of-bank")
                    .header("Content-Type", "application/json")
                    .header("Content-Digest", digest)
                    .header("Signature-Input", "sig=" + parameters)
                    .header("Signature", "sig=:" + base64(mac) + ":")
                    .POST(BodyPublishers.ofString(body)));
        }

        private String value(String component) {
            return switch (component) {
                case "@method" -> values.get("method");
                case "@path" -> values.get("path");
                case "@query" -> values.get("query");
                case "content-type" -> "application/json";
                default -> digest;
            };
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void assertRefused(HttpResponse<String> answer, String indonesian, String english) throws Exception {
        assertEquals(401, answer.statusCode(), answer.body());
        var problem = new ObjectMapper().readTree(answer.body());
        assertEquals("urn:pantau:problem:wrong-signature", problem.path("type").asText());
        assertTrue(problem.path("detail").asText().contains(indonesian), answer.body());
        assertTrue(problem.path("detail_en").asText().contains(english), answer.body());
        assertTrue(answer.headers().firstValue("Accept-Signature").orElse("").contains("hmac-sha256"));
        assertFalse(answer.body().contains(SECRET));
        assertEquals(List.of(), city.submitted);
    }

    @Test
    @DisplayName("is taken when it does, and another that need not is taken without")
    void accepted() throws Exception {
        assertEquals(202, new Signed().send().statusCode());
        assertEquals(
                202,
                new Signed()
                        .with("query", "?submission=a%20b")
                        .with("components", "\"@path\" \"@method\" \"content-type\" \"content-digest\" \"@query\"")
                        .send()
                        .statusCode());
        HttpRequest.Builder other = server.request("/api/v1/partners/hotel-anu/cameras")
                .header("Authorization", "Bearer key-of-hotel")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
        assertEquals(202, server.send(other).statusCode());
    }

    @Test
    @DisplayName("is refused without a signature, which is not asked of who reads its receipt")
    void unsigned() throws Exception {
        assertRefused(
                server.send(server.request(CAMERAS)
                        .header("Authorization", "Bearer key-of-bank")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(BODY))),
                "harus ada",
                "must be there");
        assertEquals(
                200,
                server.get(CAMERAS + "/receipts/r1", "Authorization", "Bearer key-of-bank")
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret | 0123456789abcdef0123456789abcdeF | tidak cocok | does not fit",
                "method | PUT | tidak cocok | does not fit",
                "path | /api/v1/partners/hotel-anu/cameras | tidak cocok | does not fit",
                "signed body | {} | Content-Digest | Content-Digest",
                "components | \"@method\" \"@path\" | content-digest | Not signed: [content-digest]",
                "components | \"@method\" \"content-digest\" | @path | Not signed: [@path]",
                "components | \"@method\" \"@path\" \"content-digest\" \"x-other\" | hanya | only",
                "created | 1618884473 | periksa jam | check the clock",
                "created | 99999999999 | periksa jam | check the clock",
                "more | ;expires=1618884473 | periksa jam | check the clock",
                "more | ;alg=\"ed25519\" | hmac-sha256 | hmac-sha256",
                "nonce | short | 16 sampai | 16 to 64",
                "created | \"now\" | detik | seconds",
                "components | \"@path\";req | satu tanda tangan | one signature"
            })
    @DisplayName("is refused with what is wrong, in both languages")
    void refused(String what, String value, String indonesian, String english) throws Exception {
        assertRefused(new Signed().with(what, value).send(), indonesian, english);
    }

    @Test
    @DisplayName("is refused when it leaves out the query, or somebody changes it")
    void query() throws Exception {
        assertRefused(new Signed().send("?submission=b", BODY), "@query", "@query");
        Signed signed = new Signed()
                .with("query", "?submission=a")
                .with("components", "\"@method\" \"@path\" \"@query\" \"content-digest\"");
        assertRefused(signed.send("?submission=b", BODY), "tidak cocok", "does not fit");
    }

    @Test
    @DisplayName("is refused when somebody sends the same again, or another body")
    void again() throws Exception {
        Signed signed = new Signed();
        assertEquals(202, signed.send().statusCode());
        city.submitted.clear();
        assertRefused(signed.send(), "sudah dipakai", "used already");
        assertRefused(new Signed().send("", BODY + " "), "Content-Digest", "Content-Digest");
    }

    @Test
    @DisplayName("signs as RFC 9421 appendix B.2.5 has it")
    void standard() {
        String parameters =
                "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
        SignatureFields fields = SignatureFields.read(
                        "sig-b25=" + parameters, "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:")
                .orElseThrow();
        Map<String, String> message = Map.of(
                "date",
                "Tue, 20 Apr 2021 02:07:55 GMT",
                "@authority",
                "example.com",
                "content-type",
                "application/json");
        byte[] key = Base64.getDecoder()
                .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
        assertEquals(fields.signature(), base64(Signatures.mac(key, fields.base(message::get))));
    }

    @Test
    @DisplayName("can do so by the shell commands of the partner guide")
    void guide(@TempDir Path folder) throws Exception {
        boolean required = "true".equals(System.getenv("PANTAU_REQUIRE_PEERS"));
        assumeTrue(
                required || (Files.exists(Path.of("/usr/bin/curl")) && Files.exists(Path.of("/usr/bin/openssl"))),
                "needs the Debian packages curl and openssl");
        String page = Files.readString(Path.of("../../docs/partners.md"));
        Matcher commands = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertTrue(commands.find(), "the guide has no commands");
        Files.writeString(folder.resolve("kamera.json"), BODY);
        List<String> shell = new ArrayList<>(List.of("bash", "-euo", "pipefail", "-c", commands.group(1)));
        ProcessBuilder process =
                new ProcessBuilder(shell).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment()
                .putAll(Map.of(
                        "KOTA",
                        "http://127.0.0.1:" + server.port(),
                        "MITRA",
                        "bank-anu",
                        "KUNCI",
                        "key-of-bank",
                        "RAHASIA",
                        SECRET));
        Process run = process.start();
        String answer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), answer);
        assertEquals("r1", new ObjectMapper().readTree(answer).path("id").asText(), answer);
        assertEquals(1, city.submitted.size());
    }
}
