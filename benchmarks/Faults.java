import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Breaks random cameras in random ways, mends them, and compares what the platform says with what is true.
 *
 * <p>{@code java Faults.java SOURCE_PORT LINES} prints the port of a line to each of GStreamer's cameras, then reads one
 * line: {@code N SEED HTTP WORK SSH_PORT KEY KINDS}, the kinds with commas between them or {@code all}. In the folder WORK lie {@code campaign.txt} with a line {@code ID sim|gst NUMBER} of
 * each camera, the operator's {@code password} and {@code login}, the cameras' password; {@code source.in} takes orders for
 * GStreamer's cameras.
 */
class Faults {
    static final long SECOND = 1_000_000_000L;
    private static final int AT_ONCE = 12;
    private static final long LIMIT = 10 * SECOND;
    private static final long GIVE_UP = 180 * SECOND;

    /** After mending, until a picture of that certainly is the newest: nobody confirms a view from memory. */
    private static final long CURRENT = 6 * SECOND;

    /** A camera that fails more often is unsteady, and said to be what it was at worst (ADR 29). */
    private static final int STEADY = 6;

    private static final long STEADY_WITHIN = 600 * SECOND;

    private final Random random;
    private final int count;
    private final Set<String> kinds;
    private final City city;
    private final Tools tools;
    private final List<Camera> cameras;
    private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private Kind newest;
    private int injected;
    private int breaks;

    Faults(int count, long seed, Set<String> kinds, City city, Tools tools, List<Camera> cameras) {
        this.count = count;
        this.kinds = kinds;
        this.random = new Random(seed);
        this.city = city;
        this.tools = tools;
        this.cameras = cameras;
        for (Kind kind : Kind.values()) {
            tallies.put(kind, new Tally());
        }
    }

    public static void main(String[] arguments) throws Exception {
        Lines lines = new Lines(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println(lines.ports());
        try (Scanner in = new Scanner(System.in)) {
            String[] order = in.nextLine().strip().split(" ");
            Path work = Path.of(order[3]);
            List<Camera> cameras = new ArrayList<>();
            for (String line : Files.readAllLines(work.resolve("campaign.txt"))) {
                String[] words = line.split(" ");
                cameras.add(new Camera(words[0], words[1].equals("gst"), Integer.parseInt(words[2])));
            }
            City city = new City(order[2], Files.readString(work.resolve("password")).strip());
            try (Tools tools = new Tools(Integer.parseInt(order[4]), Path.of(order[5]), work, lines)) {
                Faults campaign = new Faults(
                        Integer.parseInt(order[0]), Long.parseLong(order[1]), Set.of(order[6].split(",")), city, tools, cameras);
                campaign.run();
                campaign.print();
            }
        }
        System.exit(0);
    }

    // -- the campaign

    private void run() throws Exception {
        long next = System.nanoTime();
        boolean open = true;
        while (open) {
            long now = System.nanoTime();
            Map<String, Observation> seen;
            try {
                seen = city.look();
            } catch (HttpTimeoutException e) {
                complain("the list of cameras did not come within 10 s");
                continue;
            }
            for (Camera camera : cameras) {
                step(camera, seen.getOrDefault(camera.id, Observation.NONE), now);
            }
            if (injected < count && now >= next && breaks < AT_ONCE && breakOne(now)) {
                next = now + (long) (random.nextDouble() * 4 * SECOND);
            }
            open = injected < count || cameras.stream().anyMatch(c -> c.state == State.BROKEN || c.state == State.MENDING);
            if (cameras.stream().allMatch(c -> c.state == State.LOST)) {
                complain("no camera is left to break");
                open = false;
            }
            tools.sleep(now + SECOND / 2 - System.nanoTime());
        }
    }

    private boolean breakOne(long now) throws IOException {
        List<Camera> idle = cameras.stream()
                .filter(c -> c.state == State.IDLE && now >= c.notBefore && !Kind.of(c.gstreamer, kinds).isEmpty())
                .toList();
        if (idle.isEmpty()) {
            return false;
        }
        Camera camera = idle.get(random.nextInt(idle.size()));
        List<Kind> choice = Kind.of(camera.gstreamer, kinds);
        Kind kind = choice.get(random.nextInt(choice.size()));
        camera.begin(State.BROKEN, now, LIMIT + 2 * SECOND + (long) (random.nextDouble() * 4 * SECOND));
        camera.kind = kind;
        camera.order = tools.inject(camera, kind);
        newest = kind;
        injected++;
        breaks++;
        return true;
    }

    private void step(Camera camera, Observation seen, long now) throws Exception {
        switch (camera.state) {
            case IDLE -> idle(camera, seen, now);
            case BROKEN -> {
                if (camera.isOrdered()) {
                    broken(camera, seen, now);
                }
            }
            case MENDING -> {
                if (camera.isOrdered()) {
                    mending(camera, seen, now);
                }
            }
            case LOST -> { }
        }
    }

    /** Nobody touched it, so it has to stay as it is. */
    private void idle(Camera camera, Observation seen, long now) {
        if (seen.live()) {
            camera.complained = false;
        } else if (!camera.complained) {
            camera.complained = true;
            if (newest != null) {
                tallies.get(newest).foreign++;
            }
            complain(camera + ", which nobody broke, is " + seen);
            if (newest != null && seen.withdrawn()) {
                // somebody would look, see nothing wrong, and confirm
                camera.kind = newest;
                camera.begin(State.MENDING, now, CURRENT);
                breaks++;
            }
        }
    }

    private void broken(Camera camera, Observation seen, long now) throws Exception {
        Tally tally = tallies.get(camera.kind);
        if (!camera.kind.isRight(seen)) {
            camera.right = 0;
        } else if (camera.right == 0) {
            camera.right = now;
        }
        if (now - camera.since > LIMIT && seen.live() && !camera.complained) {
            camera.complained = true;
            tally.falseLive++;
            complain(camera + " is live " + seconds(now - camera.since) + " s after " + camera.kind.word());
        }
        if (now < camera.until) {
            return;
        }
        tally.injected++;
        if (camera.right == 0 || camera.right - camera.since > LIMIT) {
            complain(camera + ", " + camera.kind.word() + ", is "
                    + (camera.right == 0 ? seen : "right only after " + seconds(camera.right - camera.since) + " s"));
        } else {
            tally.delays.add((camera.right - camera.since) / 1e9);
        }
        if (camera.kind.isOfView() && camera.right != 0 && city.isServed(camera.id)) {
            complain(camera + ", " + camera.kind.word() + ", is still served to the public");
        }
        camera.begin(State.MENDING, now, CURRENT);
        camera.order = tools.mend(camera);
    }

    private void mending(Camera camera, Observation seen, long now) throws Exception {
        if (seen.live()) {
            tallies.get(camera.kind).returns.add((now - camera.since) / 1e9);
            camera.begin(State.IDLE, now, 0);
            camera.notBefore = Math.max(now + 3 * SECOND, camera.mayBreakAt(now));
            breaks--;
        } else if (now - camera.since > GIVE_UP) {
            complain(camera + " did not come back from " + camera.kind.word() + ": " + seen);
            camera.begin(State.LOST, now, 0);
            breaks--;
        } else if (seen.withdrawn() && now >= camera.until) {
            camera.until = now + CURRENT;
            tools.confirm(camera);
        }
    }

    private void complain(String what) {
        complaints.add(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }

    // -- what came of it

    private void print() {
        System.out.println("| fault | injected | right within 10 s | median s | p95 s | most s | false live | foreign changes | back, median s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        Tally all = new Tally();
        tallies.forEach((kind, tally) -> {
            if (tally.injected > 0 || tally.foreign > 0) {
                row(kind.word(), tally);
            }
            all.add(tally);
        });
        row("**all**", all);
        complaints.addAll(tools.refusals);
        complaints.stream().limit(100).forEach(System.out::println);
        System.out.println("complaints: " + complaints.size());
        System.out.printf("summary: %d %d %d %d%n", all.injected, all.delays.size(), all.falseLive, all.foreign);
    }

    private static void row(String name, Tally tally) {
        System.out.printf("| %s | %d | %d | %s | %s | %s | %d | %d | %s |%n", name, tally.injected, tally.delays.size(),
                at(tally.delays, 0.5), at(tally.delays, 0.95), at(tally.delays, 1), tally.falseLive, tally.foreign,
                at(tally.returns, 0.5));
    }

    private static String at(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? "–" : String.format("%.1f", sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())));
    }

    private static String seconds(long nanos) {
        return String.format("%.1f", nanos / 1e9);
    }

    private static final class Tally {
        private final List<Double> delays = new ArrayList<>();
        private final List<Double> returns = new ArrayList<>();
        private int injected;
        private int falseLive;
        private int foreign;

        void add(Tally other) {
            delays.addAll(other.delays);
            returns.addAll(other.returns);
            injected += other.injected;
            falseLive += other.falseLive;
            foreign += other.foreign;
        }
    }

    // -- what is broken

    /** A fault, of which cameras, how often for every other, and what the platform has to say of it. */
    private enum Kind {
        DARK(true, 10, "offline", "unreachable"),
        HANG(true, 10, "offline", "no-video"),
        SILENT(true, 10, "offline", "no-video"),
        GARBAGE(true, 10, "offline", "protocol-error"),
        PASSWORD(true, 2, "offline", "unauthorized"),
        FROZEN(true, 10, "degraded", "frozen"),
        BLACK(true, 10, "degraded", "black"),
        WHITE(true, 10, "degraded", "white-out"),
        BLURRED(true, 10, "degraded", "blurred"),
        COVERED(true, 10, "degraded", "covered"),
        NOISE(true, 10, "degraded", "noisy"),
        SLOW(true, 10, "degraded", "low-rate"),
        DAMAGED(true, 10, "degraded", "damaged"),
        CLOCK(true, 10, "degraded", "clock-wrong"),
        MOVED(true, 10, "", "view-changed"),
        TURNED(true, 10, "", "view-changed"),
        ZOOMED(true, 10, "", "view-changed"),
        INDOOR(true, 10, "", "view-changed"),
        GST_CUT(false, 10, "offline", "unreachable"),
        // pictures stop; a while later it is known that the device does not answer any more either
        GST_STALL(false, 10, "offline", "no-video", "unreachable"),
        GST_FROZEN(false, 10, "degraded", "frozen"),
        GST_BLACK(false, 10, "degraded", "black"),
        GST_MOVED(false, 10, "", "view-changed");

        private final boolean simulated;
        private final int weight;
        private final String status;
        private final List<String> reasons;

        Kind(boolean simulated, int weight, String status, String... reasons) {
            this.simulated = simulated;
            this.weight = weight;
            this.status = status;
            this.reasons = List.of(reasons);
        }

        /** Each as often as its weight says. */
        static List<Kind> of(boolean gstreamer, Set<String> wanted) {
            List<Kind> pool = new ArrayList<>();
            for (Kind kind : values()) {
                if (kind.simulated != gstreamer && (wanted.contains("all") || wanted.contains(kind.word().replace(' ', '-')))) {
                    pool.addAll(Collections.nCopies(kind.weight, kind));
                }
            }
            return pool;
        }

        String word() {
            return name().toLowerCase().replace('_', ' ');
        }

        /** As the simulator or GStreamer's cameras understand it. */
        String order() {
            return name().toLowerCase().replace("gst_", "");
        }

        boolean isOfView() {
            return reasons.contains("view-changed");
        }

        boolean isRight(Observation seen) {
            return isOfView()
                    ? seen.withdrawn()
                    : seen.status.equals(status) && reasons.contains(seen.reason) && seen.stand.equals("public");
        }
    }

    private enum State { IDLE, BROKEN, MENDING, LOST }

    private static final class Camera {
        private final String id;
        private final boolean gstreamer;
        private final int number;
        private State state = State.IDLE;
        private Kind kind;
        private final Deque<Long> breaks = new ArrayDeque<>();
        private long since = System.nanoTime();
        private long patience;
        private long until;
        private long notBefore = since;
        private long right;
        private boolean complained;
        private CompletableFuture<Long> order;

        Camera(String id, boolean gstreamer, int number) {
            this.id = id;
            this.gstreamer = gstreamer;
            this.number = number;
        }

        void begin(State next, long now, long lasts) {
            state = next;
            since = now;
            patience = lasts;
            until = now + lasts;
            right = 0;
            complained = false;
            if (next == State.BROKEN) {
                breaks.add(now);
            }
        }

        /** Whether what was ordered is done; time counts from then. */
        boolean isOrdered() {
            if (order != null && order.isDone()) {
                since = order.join();
                until = since + patience;
                order = null;
            }
            return order == null;
        }

        /** When it may be broken again and still be steady. */
        long mayBreakAt(long now) {
            while (!breaks.isEmpty() && now - breaks.peek() > STEADY_WITHIN) {
                breaks.poll();
            }
            return breaks.size() < STEADY ? now : breaks.peek() + STEADY_WITHIN;
        }

        @Override
        public String toString() {
            return (gstreamer ? "GStreamer's camera " : "SIM ") + number;
        }
    }

    /** What the platform says of a camera. A public one has the status "withdrawn" for everybody outside once it is that. */
    private record Observation(String status, String reason, String stand, String standReason) {
        static final Observation NONE = new Observation("unknown", "", "", "");

        boolean live() {
            return status.equals("live") && stand.equals("public");
        }

        boolean withdrawn() {
            return stand.equals("withdrawn") && standReason.equals("view-changed");
        }

        @Override
        public String toString() {
            return status + (reason.isEmpty() ? "" : "/" + reason) + ", " + stand + (standReason.isEmpty() ? "" : "/" + standReason);
        }
    }

    /** The platform, by its operators' HTTP interface. */
    private static final class City {
        private final ObjectMapper json = new ObjectMapper();
        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final String http;
        private final String password;
        private String cookie = "";

        City(String http, String password) {
            this.http = http;
            this.password = password;
        }

        Map<String, Observation> look() throws IOException, InterruptedException {
            HttpResponse<String> answer = get("/api/v1/operator/cameras");
            if (answer.statusCode() == 401) {
                logIn();
                answer = get("/api/v1/operator/cameras");
            }
            if (answer.statusCode() != 200) {
                throw new IOException("the list of cameras: " + answer.statusCode() + " " + answer.body());
            }
            Map<String, Observation> seen = new HashMap<>();
            for (JsonNode camera : json.readTree(answer.body()).path("cameras")) {
                JsonNode publication = camera.path("publication");
                seen.put(camera.path("id").asText(), new Observation(
                        camera.path("status").asText(), camera.path("reason").path("code").asText(""),
                        publication.path("stand").asText(), publication.path("reason").path("code").asText("")));
            }
            return seen;
        }

        boolean isServed(String camera) throws IOException, InterruptedException {
            return get("/live/" + camera + "/index.m3u8").statusCode() != 404;
        }

        private HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return client.send(request(path).build(), BodyHandlers.ofString());
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http + path)).timeout(Duration.ofSeconds(10));
            return cookie.isEmpty() ? request : request.header("Cookie", cookie);
        }

        private void logIn() throws IOException, InterruptedException {
            String body = json.createObjectNode().put("user", "campaign").put("password", password).toString();
            HttpResponse<String> answer = client.send(request("/api/v1/operator/session").header("X-Pantau", "1")
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("logging in: " + answer.statusCode() + " " + answer.body());
            }
            cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        }
    }

    /** What breaks and mends: the console, by SSH, the orders for GStreamer's cameras, and the lines to those. */
    private static final class Tools implements AutoCloseable {
        private final List<String> ssh;
        private final PrintStream source;
        private final Path login;
        private final Lines lines;
        private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
        private final ExecutorService consoles = Executors.newFixedThreadPool(4);

        Tools(int port, Path key, Path work, Lines lines) throws IOException {
            ssh = List.of("ssh", "-n", "-T", "-q", "-p", "" + port, "-i", key.toString(), "-o", "BatchMode=yes", "-o",
                    "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "pantau@127.0.0.1");
            source = new PrintStream(Files.newOutputStream(work.resolve("source.in")), true, StandardCharsets.UTF_8);
            login = work.resolve("login");
            this.lines = lines;
        }

        /** Done with the time when it was. */
        CompletableFuture<Long> inject(Camera camera, Kind kind) throws IOException {
            if (!camera.gstreamer) {
                return console("simulator:fault " + camera.number + " " + kind.order());
            } else if (kind == Kind.GST_CUT || kind == Kind.GST_STALL) {
                lines.of(camera.number).fault(kind == Kind.GST_CUT, kind == Kind.GST_STALL);
            } else {
                source.println("show " + camera.number + " " + kind.order());
            }
            return CompletableFuture.completedFuture(System.nanoTime());
        }

        CompletableFuture<Long> mend(Camera camera) throws IOException {
            if (camera.gstreamer) {
                lines.of(camera.number).fault(false, false);
                source.println("show " + camera.number + " usual");
                return CompletableFuture.completedFuture(System.nanoTime());
            }
            String none = "simulator:fault " + camera.number + " none";
            return console(camera.kind != Kind.PASSWORD
                    ? none
                    : none + "; camera:login --user sim --password-file " + login + " --why campaign " + camera.id);
        }

        void confirm(Camera camera) {
            console("public:confirm --why campaign " + camera.id);
        }

        /** In the background, so that the others are watched meanwhile. */
        private CompletableFuture<Long> console(String command) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    execute(command);
                } catch (IOException e) {
                    refusals.add(e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return System.nanoTime();
            }, consoles);
        }

        private void execute(String command) throws IOException, InterruptedException {
            List<String> words = new ArrayList<>(ssh);
            words.add(command);
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + said);
            }
        }

        void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos));
        }

        @Override
        public void close() {
            consoles.shutdownNow();
        }
    }

    // -- the lines to GStreamer's cameras

    /** One port for each, through to the source. */
    private static final class Lines {
        private final List<Line> lines = new ArrayList<>();

        Lines(int sourcePort, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                lines.add(new Line(sourcePort));
            }
        }

        String ports() {
            return String.join(" ", lines.stream().map(line -> "" + line.port).toList());
        }

        Line of(int number) {
            return lines.get(number - 1);
        }
    }

    /** Can be cut, so that it refuses connections, and can stall, so that it stays open and carries nothing. */
    private static final class Line {
        private final int sourcePort;
        private final int port;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private volatile ServerSocket door;
        private volatile boolean stalled;

        Line(int sourcePort) throws IOException {
            this.sourcePort = sourcePort;
            this.door = listen(0);
            this.port = door.getLocalPort();
            run(this::accept);
        }

        void fault(boolean cut, boolean stall) throws IOException {
            stalled = stall;
            if (cut) {
                door.close();
                open.forEach(Line::close);
            } else if (door.isClosed()) {
                door = listen(port);
                run(this::accept);
            }
        }

        private static ServerSocket listen(int port) throws IOException {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            return socket;
        }

        private void accept() throws IOException {
            ServerSocket mine = door;
            try {
                while (true) {
                    Socket camera = mine.accept();
                    open.add(camera);
                    run(() -> relay(camera));
                }
            } catch (SocketException e) {
                if (!mine.isClosed()) {
                    throw e;
                }
            }
        }

        private void relay(Socket near) throws Exception {
            try (near; Socket far = new Socket(InetAddress.getLoopbackAddress(), sourcePort)) {
                run(() -> {
                    copy(near, far);
                    close(far);
                });
                copy(far, near);
            } finally {
                open.remove(near);
            }
        }

        private void copy(Socket from, Socket to) throws InterruptedException {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    while (stalled) {
                        Thread.sleep(50);
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException e) {
                // the line was cut, or one of both hung up
            }
        }

        private static void close(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // it was closed already
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                System.err.println("ended: " + e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
