package id.pantau.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headless Chromium, driven over the W3C WebDriver protocol. */
final class Browser implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

    private final Process driver;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI session;

    /** A browser whose window has this inner size, in CSS pixels. */
    Browser(int width, int height) throws IOException, InterruptedException {
        Peer.CHROMIUM.need();
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        int port = port();
        Path profile = Files.createTempDirectory(Path.of(System.getProperty("pantau.work")), "chromium");
        ObjectNode capabilities = Container.JSON.createObjectNode();
        ObjectNode always = capabilities.putObject("capabilities").putObject("alwaysMatch");
        ObjectNode options = always.put("browserName", "chrome").putObject("goog:chromeOptions");
        options.put("binary", "/usr/bin/chromium");
        for (String argument : new String[] {
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile,
        }) {
            options.withArray("args").add(argument);
        }
        options.putObject("mobileEmulation")
                .putObject("deviceMetrics")
                .put("width", width)
                .put("height", height)
                .put("pixelRatio", 2)
                .put("touch", width < 600);
        URI base = URI.create("http://127.0.0.1:" + port + "/session");
        JsonNode value = call("POST", base, capabilities);
        session = URI.create(base + "/" + value.path("sessionId").asText());
    }

    private int port() throws IOException {
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        String line;
        while ((line = lines.readLine()) != null) {
            Matcher matcher = STARTED.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("chromedriver did not start");
    }

    void open(URI page) throws IOException, InterruptedException {
        call("POST", resource("url"), Container.JSON.createObjectNode().put("url", page.toString()));
    }

    /** The value of a JavaScript function's body. */
    JsonNode evaluate(String body) throws IOException, InterruptedException {
        ObjectNode script = Container.JSON.createObjectNode().put("script", body);
        script.putArray("args");
        return call("POST", resource("execute/sync"), script);
    }

    void screenshot(Path png) throws IOException, InterruptedException {
        Files.write(
                png,
                Base64.getDecoder()
                        .decode(call("GET", resource("screenshot"), null).asText()));
    }

    private URI resource(String name) {
        return URI.create(session + "/" + name);
    }

    private JsonNode call(String method, URI uri, JsonNode body) throws IOException, InterruptedException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        var answer = client.send(
                HttpRequest.newBuilder(uri).method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode value = Container.JSON.readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IOException(value.path("message").asText());
        }
        return value;
    }

    @Override
    public void close() {
        try {
            if (session != null) {
                call("DELETE", session, null);
            }
        } catch (IOException e) {
            System.err.println("the browser did not end by itself: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly();
            try {
                driver.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
