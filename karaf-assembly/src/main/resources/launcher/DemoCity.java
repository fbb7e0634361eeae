import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sets up the demo city as any city is set up: by console commands and the partner API. Safe to run again.
 *
 * <p>Run as {@code java DemoCity.java PANTAU_SCRIPT POINTS_CSV MARKER}; the ports come from the environment.
 */
class DemoCity {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARTNER = "kominfo-batam";

    /** Camera 1 listens on the next one, and so on. */
    private static final int SIMULATOR_PORT =
            Integer.parseInt(System.getenv().getOrDefault("PANTAU_SIMULATOR_PORT", "8554"));

    /** What does not work in the demo city; which ten of the real 36 did not is not on record. */
    private static final Map<String, String> FAULTS = Map.of(
            "bundaran-madani-3", "dark",
            "simpang-kuda-2", "silent",
            "southlink-2", "password",
            "casablanca-1", "hang",
            "simpang-sambau-1", "dark",
            "simpang-sambau-3", "garbage",
            "pasar-induk-jodoh-2", "silent",
            "sukajadi-1", "password",
            "tiban-koperasi-2", "hang",
            "sp-plaza-1", "garbage");

    private final String script;
    private final URI http;
    private final HttpClient client = HttpClient.newHttpClient();

    private DemoCity(String script) {
        this.script = script;
        this.http = URI.create("http://127.0.0.1:" + System.getenv("PANTAU_HTTP_PORT"));
    }

    private record DemoPoint(
            String id, String name, String kecamatan, String latitude, String longitude, int cameras, boolean open) {}

    private record DemoCamera(String ref, String name, DemoPoint point, int number) {}

    public static void main(String[] args) throws Exception {
        var city = new DemoCity(args[0]);
        Path marker = Path.of(args[2]);
        var points = points(Path.of(args[1]));
        try {
            city.simulator();
            if (!Files.exists(marker)) {
                city.build(points);
                Files.writeString(marker, "built " + Instant.now() + "\n");
            }
            city.waitFor(26);
        } catch (IllegalStateException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private void simulator() throws Exception {
        say("Installing the simulator ...");
        console(
                "config:property-set -p id.pantau.vendor.simulator port " + SIMULATOR_PORT,
                "config:property-set -p id.pantau.onboarding networks 127.0.0.0/8",
                "feature:install pantau-vendor-simulator");
    }

    private void build(List<DemoPoint> points) throws Exception {
        say("Adding " + points.size() + " points and the partner ...");
        List<String> commands = new ArrayList<>();
        for (DemoPoint p : points) {
            commands.add("point:add --kecamatan \"" + p.kecamatan + "\" --latitude " + p.latitude + " --longitude "
                    + p.longitude + " " + p.id + " \"" + p.name + "\"");
        }
        commands.add("partner:add " + PARTNER + " \"Diskominfo Kota Batam\"");
        console(commands.toArray(String[]::new));
        String key = console("partner:key " + PARTNER).lines()
                .map(String::strip)
                .filter(l -> l.startsWith("pk_"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("partner:key printed no key"));

        var cameras = cameras(points);
        say("Submitting " + cameras.size() + " cameras through the partner API ...");
        String receipt = submit(key, cameras);
        probed(key, receipt, cameras.size());
        say("Approving ...");
        console("onboarding:approve --why \"demo\" --partner " + PARTNER);
        Map<String, String> ids = registered(key, receipt);

        say("Publishing 12 points ...");
        console("public:publish --why \"demo\" "
                + cameras.stream()
                        .filter(c -> c.point.open)
                        .map(c -> ids.get(c.ref))
                        .collect(Collectors.joining(" ")));
        say("Breaking ten cameras, as in the real city ...");
        console(cameras.stream()
                .filter(c -> FAULTS.containsKey(c.ref))
                .map(c -> "simulator:fault " + ids.get(c.ref) + " " + FAULTS.get(c.ref))
                .toArray(String[]::new));
    }

    private String submit(String key, List<DemoCamera> cameras) throws Exception {
        Map<Integer, String> addresses = new HashMap<>();
        for (JsonNode c : JSON.readTree(console("simulator:list --json"))) {
            addresses.put(
                    Integer.parseInt(c.path("camera").asText().replaceAll("\\D", "")), c.path("address").asText());
        }
        ObjectNode submission = JSON.createObjectNode().put("submission", "demo-city");
        ArrayNode list = submission.putArray("cameras");
        for (DemoCamera c : cameras) {
            if (!addresses.containsKey(c.number)) {
                throw new IllegalStateException("the simulator does not serve camera " + c.number + ": port "
                        + (SIMULATOR_PORT + c.number) + " is taken, or the log says what else; PANTAU_SIMULATOR_PORT"
                        + " chooses other ports");
            }
            list.addObject()
                    .put("ref", c.ref)
                    .put("name", c.name)
                    .put("address", addresses.get(c.number))
                    .put("username", "sim")
                    .put("password", "sim-camera")
                    .put("latitude", Double.parseDouble(c.point.latitude))
                    .put("longitude", Double.parseDouble(c.point.longitude))
                    .put("scene", scene(c.point.id))
                    .put("publicConsent", true);
        }
        var answer = client.send(
                request("/api/v1/partners/" + PARTNER + "/cameras", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(submission.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("the submission was refused: " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asText();
    }

    private JsonNode receipt(String key, String id) throws Exception {
        var answer = client.send(
                request("/api/v1/partners/" + PARTNER + "/cameras/receipts/" + id, key).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the receipt cannot be read: " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private void probed(String key, String id, int expected) throws Exception {
        Instant deadline = Instant.now().plusSeconds(90);
        while (true) {
            Map<String, Integer> states = new HashMap<>();
            receipt(key, id).path("rows").forEach(r -> states.merge(r.path("state").asText(), 1, Integer::sum));
            progress("probed " + states);
            if (states.getOrDefault("waiting-approval", 0) == expected) {
                say("");
                return;
            }
            boolean pending = states.containsKey("received") || states.containsKey("probing");
            if (!pending || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("not every camera was recognised: " + states);
            }
            Thread.sleep(500);
        }
    }

    private Map<String, String> registered(String key, String id) throws Exception {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode row : receipt(key, id).path("rows")) {
            if (!row.hasNonNull("camera")) {
                throw new IllegalStateException("camera " + row.path("ref").asText() + " was not registered");
            }
            ids.put(row.path("ref").asText(), row.path("camera").asText());
        }
        return ids;
    }

    private void waitFor(int live) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            int now = 0;
            int settled = 0;
            JsonNode cameras = JSON.readTree(console("camera:list --json"));
            for (JsonNode c : cameras) {
                now += c.path("status").asText().equals("live") ? 1 : 0;
                settled += c.path("reason").asText().equals("starting") ? 0 : 1;
            }
            progress(now + " of " + cameras.size() + " cameras live");
            if (now == live && settled == cameras.size()) {
                say("");
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                say("");
                say("(expected " + live + "; see ./pantau console camera:list)");
                return;
            }
            Thread.sleep(500);
        }
    }

    private static List<DemoPoint> points(Path csv) throws IOException {
        List<DemoPoint> points = new ArrayList<>();
        for (String line : Files.readAllLines(csv, StandardCharsets.UTF_8).subList(1, 21)) {
            String[] f = line.split(",", 8);
            boolean open = !f[6].isEmpty();
            points.add(new DemoPoint(f[0], open ? f[6] : f[1], f[2], f[3], f[4], Integer.parseInt(f[5]), open));
        }
        return points;
    }

    private static List<DemoCamera> cameras(List<DemoPoint> points) {
        List<DemoCamera> cameras = new ArrayList<>();
        for (DemoPoint p : points) {
            for (int i = 1; i <= p.cameras; i++) {
                String name = p.cameras == 1 ? p.name : p.name + " " + i;
                cameras.add(new DemoCamera(p.id + "-" + i, name, p, cameras.size() + 1));
            }
        }
        return cameras;
    }

    private static String scene(String point) {
        if (point.startsWith("simpang") || point.startsWith("bundaran")) {
            return "intersection";
        }
        if (point.startsWith("pelabuhan")) {
            return "port-front";
        }
        if (point.startsWith("engku-putri")) {
            return "square";
        }
        return switch (point) {
            case "kantor-wali-kota", "dprd-batam" -> "public-building-front";
            case "pasar-induk-jodoh" -> "market-front";
            case "pura-sei-ladi" -> "worship-front";
            default -> "street";
        };
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(http.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key);
    }

    /** Runs console commands, one a line; the first that fails ends it. */
    private String console(String... commands) throws Exception {
        var process = new ProcessBuilder(script, "console", String.join("\n", commands))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the console says: " + output.strip());
        }
        return output;
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private static void progress(String line) {
        System.err.print("\r" + line + "   ");
    }
}
