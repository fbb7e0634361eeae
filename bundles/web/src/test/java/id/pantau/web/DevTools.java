package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** A browser's page, driven over the Chrome DevTools Protocol by one thread. */
final class DevTools implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process browser;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int calls;

    private DevTools(Process browser, URI page) {
        this.browser = browser;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /** Opens a page in a browser of its own, in a window of that size. */
    static DevTools open(String url, Path profile, int width, int height) throws Exception {
        Process browser = Chromium.open("about:blank", profile, "--remote-debugging-port=0");
        Path port = profile.resolve("DevToolsActivePort");
        await().atMost(60, SECONDS)
                .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
        DevTools tools = new DevTools(browser, page(Files.readAllLines(port).get(0)));
        ObjectNode size = MAPPER.createObjectNode()
                .put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        tools.call("Emulation.setDeviceMetricsOverride", size);
        tools.call("Page.navigate", MAPPER.createObjectNode().put("url", url));
        return tools;
    }

    private static URI page(String port) throws Exception {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        for (JsonNode target : MAPPER.readTree(
                HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IllegalStateException("the browser has no page");
    }

    /** What a command answers. */
    JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = ++calls;
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        while (true) {
            String text = messages.poll(60, SECONDS);
            if (text == null) {
                throw new IllegalStateException("the browser does not answer " + method);
            }
            JsonNode answer = MAPPER.readTree(text);
            if (answer.path("id").asInt() == id) {
                return answer.path("result");
            }
        }
    }

    /** The value of an expression in the page, as text. */
    String value(String expression) throws Exception {
        ObjectNode parameters =
                MAPPER.createObjectNode().put("expression", expression).put("returnByValue", true);
        return call("Runtime.evaluate", parameters).at("/result/value").asText();
    }

    /** Waits until an expression in the page is true. */
    void until(String expression) {
        await().atMost(60, SECONDS)
                .until(() -> value("Boolean(" + expression + ")").equals("true"));
    }

    /** Clicks the element of that selector once it is there. */
    void click(String selector) throws Exception {
        until("document.querySelector(`" + selector + "`)");
        value("document.querySelector(`" + selector + "`).click()");
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        Chromium.end(browser);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
