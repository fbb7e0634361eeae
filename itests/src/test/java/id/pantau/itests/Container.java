package id.pantau.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The distribution as a process of its own, in a home folder of its own on free ports, driven by the launcher. */
final class Container implements AutoCloseable {
    private static final int SIMULATED_CAMERAS = 36;
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path root =
            Path.of(System.getProperty("pantau.root")).toAbsolutePath().normalize();
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private final int httpPort = freePort();
    private final int sshPort = freePort();
    private final int simulatorPort;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Console console;

    /** A container with an empty home; what an earlier run of the test left there is deleted. */
    Container(String name) throws IOException {
        this.home = Path.of(System.getProperty("pantau.work"), "homes", name).toAbsolutePath();
        this.simulatorPort = freePorts(SIMULATED_CAMERAS);
        if (Files.exists(home)) {
            stopQuietly();
            delete(home);
        }
        Files.createDirectories(home);
        this.console = new Console(sshPort, home.resolve("state/keys/console"));
    }

    Path home() {
        return home;
    }

    /** A file of the project. */
    Path file(String name) {
        return root.resolve(name);
    }

    int httpPort() {
        return httpPort;
    }

    int sshPort() {
        return sshPort;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    record Outcome(int exit, String output) {
        Outcome succeeded() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + ": " + output);
            }
            return this;
        }
    }

    /** Runs the launcher. */
    Outcome pantau(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("pantau").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    Outcome run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("outcome", "");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(output));
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Outcome(process.exitValue(), text);
    }

    private Map<String, String> environment() {
        var all = new TreeMap<>(environment);
        all.put("PANTAU_HOME", home.toString());
        all.put("PANTAU_HTTP_PORT", String.valueOf(httpPort));
        all.put("PANTAU_SSH_PORT", String.valueOf(sshPort));
        all.put("PANTAU_SIMULATOR_PORT", String.valueOf(simulatorPort));
        all.put("PANTAU_ARCHIVE", archive().toString());
        return all;
    }

    private Path archive() {
        return root.resolve(
                "karaf-assembly/target/pantau-karaf-assembly-" + System.getProperty("pantau.version") + ".tar.gz");
    }

    void start() throws IOException, InterruptedException {
        pantau("start", "--detach").succeeded();
    }

    void stop() throws IOException, InterruptedException {
        pantau("stop").succeeded();
    }

    /** The container's process id. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("pid")).strip());
    }

    /** Ends the process as a power cut would. */
    void kill() throws IOException, InterruptedException {
        ProcessHandle handle = ProcessHandle.of(pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /** Runs a console command that must succeed; several lines are several commands. */
    String console(String command) throws IOException {
        return console.run(command).succeeded().output();
    }

    JsonNode consoleJson(String command) throws IOException {
        return JSON.readTree(console(command));
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** An answer that has no end by itself. */
    InputStream stream(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    JsonNode getJson(String path, String... headers) throws IOException, InterruptedException {
        var answer = get(path, headers);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What ffmpeg has to complain about when it decodes some seconds of a stream; fails when it cannot. */
    String complaints(String path, int seconds, String... options) throws IOException, InterruptedException {
        Peer.FFMPEG.need();
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-t", String.valueOf(seconds)));
        command.addAll(List.of("-i", uri(path).toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", "null", "-"));
        return run(command).succeeded().output();
    }

    /** Adds a partner and returns its key. */
    String partner(String name) throws IOException {
        console("partner:add " + name + " \"" + name + "\"");
        return console("partner:key " + name)
                .lines()
                .map(String::strip)
                .filter(l -> l.startsWith("pk_"))
                .findFirst()
                .orElseThrow();
    }

    /** Writes the file of a partner, as an editor would leave it; its title is its name. */
    void partnerFile(String name, String... lines) throws IOException {
        Path file = home.resolve("container/etc/id.pantau.partner-" + name + ".cfg");
        Path half = file.resolveSibling(".half");
        Files.writeString(half, "title = " + name + "\n" + String.join("\n", lines) + "\n");
        Files.move(half, file);
    }

    /** Logs a user in and returns the cookie. */
    String login(String user, String password) throws IOException, InterruptedException {
        var login = post(
                "/api/v1/operator/session",
                "application/json",
                "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}",
                "X-Pantau",
                "1");
        if (login.statusCode() / 100 != 2) {
            throw new AssertionError(login.statusCode() + " " + login.body());
        }
        return login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /** Lets partners name cameras on loopback. */
    void allowLoopback() throws IOException {
        console("config:property-set -p id.pantau.onboarding networks 127.0.0.0/8");
    }

    private void stopQuietly() {
        try {
            if (Files.exists(home.resolve("pid"))) {
                pantau("stop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        console.close();
        stopQuietly();
    }

    static int freePort() {
        return freePorts(0);
    }

    /**
     * A free port with so many free ones after it. Below those that connections get for their own end: there,
     * somebody's connection takes one of so many any moment.
     */
    private static int freePorts(int count) {
        var random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = 20_000 + random.nextInt(12_000 - count);
            if (IntStream.rangeClosed(first, first + count).allMatch(Container::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
