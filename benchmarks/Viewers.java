import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Viewers of public cameras, and what they see.
 *
 * <p>{@code java Viewers.java join HTTP IDS VIEWERS SECONDS}: how long it takes from the first request to a picture that
 * can be decoded, over {@code stream.mp4} and over HLS, for viewers who go from camera to camera.
 *
 * <p>{@code java Viewers.java edge HTTP IDS SECONDS}: how old the newest part is, by its PROGRAM-DATE-TIME, when a blocked
 * reload brings it.
 *
 * <p>IDS is a file with one camera id per line.
 */
class Viewers {
    private static final Pattern DATE = Pattern.compile("#EXT-X-PROGRAM-DATE-TIME:(\\S+)");
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:DURATION=([0-9.]+),.*URI=\"([^\"]+)\".*");
    private static final Pattern PART_NUMBER = Pattern.compile("PART-TARGET=([0-9.]+)");

    private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String http;
    private final List<String> ids;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Viewers(String http, Path ids) throws IOException {
        this.http = http;
        this.ids = Files.readAllLines(ids);
    }

    public static void main(String[] args) throws Exception {
        Viewers viewers = new Viewers(args[1], Path.of(args[2]));
        switch (args[0]) {
            case "join" -> viewers.join(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
            case "edge" -> viewers.edge(Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    /**
     * So many viewers at all times, half of them by each way; each watches for some seconds and then goes to another camera.
     * The first third of the time is for the client's own JVM to warm up in, and is not counted.
     */
    private void join(int count, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        long start = System.nanoTime();
        long counted = start + seconds * 1_000_000_000L / 3;
        long end = start + seconds * 1_000_000_000L;
        List<Future<List<Double>>> stream = new ArrayList<>();
        List<Future<List<Double>>> hls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            boolean endless = i % 2 == 0;
            (endless ? stream : hls).add(threads.submit(() -> zap(endless, random, counted, end)));
        }
        print("join, stream.mp4, ms", values(stream));
        print("join, HLS, ms", values(hls));
        threads.shutdownNow();
    }

    private List<Double> zap(boolean endless, Random random, long counted, long end) throws Exception {
        List<Double> joins = new ArrayList<>();
        TimeUnit.NANOSECONDS.sleep(random.nextLong(WATCH_NANOS));
        while (System.nanoTime() < end) {
            String id = ids.get(random.nextInt(ids.size()));
            long until = Math.min(end, System.nanoTime() + random.nextLong(WATCH_NANOS));
            long begin = System.nanoTime();
            double join = endless ? watchStream(id, until) : watchHls(id, until);
            if (begin >= counted) {
                joins.add(join);
            }
        }
        return joins;
    }

    /** @return until the first fragment was there whole: the stream begins with a key picture */
    private double watchStream(String id, long until) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(get("/live/" + id + "/stream.mp4"), BodyHandlers.ofInputStream());
        expect(answer);
        try (InputStream in = answer.body()) {
            while (!skipBox(in).equals("mdat")) {}
            double join = millis(start);
            while (System.nanoTime() < until) {
                skipBox(in);
            }
            return join;
        }
    }

    private static String skipBox(InputStream in) throws IOException {
        byte[] head = in.readNBytes(8);
        if (head.length < 8) {
            throw new IOException("the stream ended");
        }
        long size = (head[0] & 255L) << 24 | (head[1] & 255) << 16 | (head[2] & 255) << 8 | head[3] & 255;
        in.skipNBytes(size - 8);
        return new String(head, 4, 4, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /**
     * Multivariant playlist, media playlist, initialisation segment, newest part that begins with a key picture; then part
     * after part.
     */
    private double watchHls(String id, long until) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String base = "/live/" + id + "/";
        String media = text(base + "index.m3u8").lines().filter(l -> !l.startsWith("#")).findFirst().orElseThrow();
        String playlist = text(base + media);
        String part = "";
        String init = "";
        for (String line : playlist.lines().toList()) {
            Matcher matcher = PART.matcher(line);
            if (matcher.matches() && line.contains("INDEPENDENT=YES")) {
                part = matcher.group(2);
            }
            if (line.startsWith("#EXT-X-MAP:")) {
                init = line.replaceAll(".*URI=\"([^\"]+)\".*", "$1");
            }
        }
        bytes(base + init);
        bytes(base + part);
        double join = millis(start);
        while (System.nanoTime() < until) {
            Edge edge = Edge.of(playlist);
            playlist = text(base + media + "?_HLS_msn=" + edge.sequence() + "&_HLS_part=" + edge.nextPart());
            Matcher parts = PART.matcher(playlist);
            String newest = "";
            while (parts.find()) {
                newest = parts.group(2);
            }
            bytes(base + newest);
        }
        return join;
    }

    private void edge(int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ids.size());
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<List<Double>>> ages = new ArrayList<>();
        for (String id : ids) {
            ages.add(threads.submit(() -> follow(id, end)));
        }
        print("age of the newest part, from its first picture, ms", values(ages));
        String playlist = text("/live/" + ids.get(0) + "/video.m3u8");
        Matcher target = PART_NUMBER.matcher(playlist);
        System.out.println("part target, s: " + (target.find() ? target.group(1) : "none"));
        threads.shutdownNow();
    }

    private List<Double> follow(String id, long end) throws IOException, InterruptedException {
        List<Double> ages = new ArrayList<>();
        String path = "/live/" + id + "/video.m3u8";
        String playlist = text(path);
        while (System.nanoTime() < end) {
            Edge edge = Edge.of(playlist);
            playlist = text(path + "?_HLS_msn=" + edge.sequence() + "&_HLS_part=" + edge.nextPart());
            Instant now = Instant.now();
            Edge is = Edge.of(playlist);
            if (is.newest() != null) {
                ages.add(Duration.between(is.newest(), now).toNanos() / 1e6);
            }
        }
        return ages;
    }

    /** The end of a playlist: the segment being filled, its next part, and when the newest part begins. */
    private record Edge(long sequence, int nextPart, Instant newest) {
        static Edge of(String playlist) {
            long sequence = 0;
            int parts = 0;
            Instant date = null;
            Instant newest = null;
            for (String line : playlist.lines().toList()) {
                Matcher part = PART.matcher(line);
                Matcher when = DATE.matcher(line);
                if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                    sequence = Long.parseLong(line.substring(line.indexOf(':') + 1));
                } else if (when.matches()) {
                    date = Instant.parse(when.group(1));
                } else if (part.matches() && date != null) {
                    newest = date;
                    date = date.plusNanos((long) (Double.parseDouble(part.group(1)) * 1e9));
                    parts++;
                } else if (!line.startsWith("#")) {
                    sequence++;
                    parts = 0;
                }
            }
            return new Edge(sequence, parts, newest);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(http + path)).timeout(Duration.ofSeconds(20)).build();
    }

    private String text(String path) throws IOException, InterruptedException {
        return expect(client.send(get(path), BodyHandlers.ofString())).body();
    }

    private void bytes(String path) throws IOException, InterruptedException {
        expect(client.send(get(path), BodyHandlers.ofByteArray()));
    }

    private static <T> HttpResponse<T> expect(HttpResponse<T> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode());
        }
        return answer;
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static List<Double> values(List<Future<List<Double>>> futures) throws Exception {
        List<Double> values = new ArrayList<>();
        for (Future<List<Double>> future : futures) {
            values.addAll(future.get());
        }
        return values;
    }

    private static void print(String what, List<Double> values) {
        Collections.sort(values);
        System.out.printf(
                "%s: n %d, p50 %.1f, p95 %.1f, p99 %.1f, most %.1f%n",
                what, values.size(), at(values, 0.5), at(values, 0.95), at(values, 0.99), at(values, 1));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
