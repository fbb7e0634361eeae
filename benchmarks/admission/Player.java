import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One viewer's HLS player: begins four segments behind the live edge, reloads the playlist every two seconds, loads
 * one segment after the other, stalls when one is late and goes on. One that is told 503 comes back when it was told to.
 * All of its steps run on the scheduler's one thread.
 */
final class Player {
    private static final int BEHIND = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Segment(long number, double seconds, URI uri) {}

    private final HttpClient http;
    private final ScheduledExecutorService loop;
    private final URI camera;
    private final String name;
    private final String cookie;
    private final Tally tally;
    private final ArrayDeque<Segment> waiting = new ArrayDeque<>();
    private URI playlist;
    private long newest = -1;
    private boolean loading;
    private volatile boolean admitted;
    private long asked;
    /** When the picture that is loaded so far will have been played; 0 before the first one. */
    private volatile long playedUntil;

    Player(HttpClient http, ScheduledExecutorService loop, URI camera, String name, String cookie, Tally tally) {
        this.http = http;
        this.loop = loop;
        this.camera = camera;
        this.name = name;
        this.cookie = cookie;
        this.tally = tally;
    }

    void start(long delayMillis) {
        loop.schedule(this::join, delayMillis, TimeUnit.MILLISECONDS);
    }

    boolean isAdmitted() {
        return admitted;
    }

    /** Whether what should be playing now has not arrived. */
    boolean isStalled(long now) {
        return admitted && (playedUntil == 0 || playedUntil < now);
    }

    private void join() {
        asked = System.nanoTime();
        get(camera.resolve("index.m3u8"), answer -> {
            if (answer.statusCode() == 200) {
                playlist = camera.resolve(lines(answer.body())
                        .filter(line -> !line.startsWith("#"))
                        .findFirst()
                        .orElseThrow());
                reload();
            } else {
                refused(answer);
            }
        });
    }

    private void reload() {
        long before = System.nanoTime();
        get(playlist, answer -> {
            tally.playlist(System.nanoTime() - before);
            if (answer.statusCode() != 200) {
                refused(answer);
                return;
            }
            admitted = true;
            read(answer.body());
            load();
            loop.schedule(this::reload, 2, TimeUnit.SECONDS);
        });
    }

    private void refused(HttpResponse<String> answer) {
        if (answer.statusCode() == 503 && admitted) {
            tally.turnedAway();
        } else if (answer.statusCode() == 503) {
            tally.refused();
        } else {
            tally.failed();
        }
        double seconds = answer.headers().firstValueAsLong("Retry-After").orElse(2);
        long wait = (long) (seconds * 1000 * (1 + ThreadLocalRandom.current().nextDouble() / 2));
        loop.schedule(this::join, wait, TimeUnit.MILLISECONDS);
    }

    private void read(String body) {
        long number = 0;
        double seconds = 0;
        ArrayDeque<Segment> listed = new ArrayDeque<>();
        for (String line : body.split("\n")) {
            if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                number = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            } else if (line.startsWith("#EXTINF:")) {
                seconds = Double.parseDouble(line.substring(8, line.indexOf(',')));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                listed.add(new Segment(number++, seconds, camera.resolve(line.strip())));
            }
        }
        while (newest < 0 && listed.size() > BEHIND) {
            listed.poll();
        }
        for (Segment segment : listed) {
            if (segment.number > newest) {
                for (long gone = newest + 1; newest >= 0 && gone < segment.number; gone++) {
                    tally.late(0); // it left the playlist before we came to it
                }
                newest = segment.number;
                waiting.add(segment);
            }
        }
    }

    private void load() {
        Segment next = loading ? null : waiting.poll();
        if (next == null) {
            return;
        }
        loading = true;
        long before = System.nanoTime();
        get(next.uri, answer -> {
            loading = false;
            arrived(next, answer.statusCode() == 200, before);
            load();
        });
    }

    private void arrived(Segment segment, boolean whole, long requested) {
        long now = System.nanoTime();
        long length = (long) (segment.seconds * 1e9);
        if (!whole) {
            tally.late(0);
            return;
        }
        tally.segment(now - requested);
        if (playedUntil == 0) {
            tally.first(now - asked);
            playedUntil = now + length;
        } else if (now <= playedUntil) {
            tally.onTime();
            playedUntil += length;
        } else {
            tally.late(now - playedUntil);
            playedUntil = now + length;
        }
    }

    private static java.util.stream.Stream<String> lines(String body) {
        return body.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** A request that fails, or takes longer than anybody waits, is one that answers 599. */
    private void get(URI uri, Consumer<HttpResponse<String>> then) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("User-Agent", "Pantau-benchmark " + name);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        http.sendAsync(request.build(), BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1))
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    try {
                        then.accept(failure == null ? answer : new Failed(request.build()));
                    } catch (RuntimeException e) {
                        tally.failed();
                        System.err.println(name + ": " + e);
                    }
                }));
    }

    /** What a request comes to that was never answered. */
    private record Failed(HttpRequest request) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return 599;
        }

        @Override
        public java.util.Optional<HttpResponse<String>> previousResponse() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return java.net.http.HttpHeaders.of(java.util.Map.of(), (name, value) -> true);
        }

        @Override
        public String body() {
            return "";
        }

        @Override
        public java.util.Optional<javax.net.ssl.SSLSession> sslSession() {
            return java.util.Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
