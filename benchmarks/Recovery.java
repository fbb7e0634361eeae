import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line to all cameras that can be cut for half of them, and a viewer of each camera.
 *
 * <p>{@code java Recovery.java SOURCE_PORT} prints the port of the line. Then it reads {@code OUTAGES SECONDS HTTP ID:N...},
 * where camera ID is the one whose name ends with {@code n=N}, cuts the line that often for so long, for one half and the other, and prints, from the end
 * of an outage: when PLAY succeeded for a camera again, when its playlist lists a new part after that, and whether a viewer
 * ever got another answer than 200 or saw the media sequence fall back.
 */
class Recovery {
    private static final Pattern CAMERA = Pattern.compile("DESCRIBE \\S*[?&]n=(\\d+)");
    private static final long GIVE_UP_NANOS = 60_000_000_000L;

    private final int sourcePort;
    private final ServerSocket door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final Map<Socket, String> open = new ConcurrentHashMap<>();
    private final Map<String, Long> playedAt = new ConcurrentHashMap<>();
    private volatile Set<String> cut = Set.of();

    private Recovery(int sourcePort) throws IOException {
        this.sourcePort = sourcePort;
    }

    public static void main(String[] args) throws Exception {
        Recovery line = new Recovery(Integer.parseInt(args[0]));
        run(line::accept);
        System.out.println(line.door.getLocalPort());
        Scanner in = new Scanner(System.in);
        if (in.hasNextLine()) {
            String[] order = in.nextLine().split(" ");
            line.race(Integer.parseInt(order[0]), Integer.parseInt(order[1]), order[2], Arrays.asList(order).subList(3, order.length));
        }
        System.exit(0);
    }

    private void race(int outages, int seconds, String http, List<String> cameras) throws InterruptedException {
        List<Viewer> viewers = cameras.stream().map(camera -> new Viewer(http, camera)).toList();
        viewers.forEach(viewer -> run(viewer::follow));
        Random random = new Random(1);
        List<Double> play = new ArrayList<>();
        List<Double> part = new ArrayList<>();
        int lost = 0;
        for (int i = 0; i < outages; i++) {
            Thread.sleep(4_000 + random.nextInt(2_000));
            int half = i % 2;
            List<Viewer> away = viewers.stream().filter(v -> viewers.indexOf(v) % 2 == half).toList();
            cut = away.stream().map(v -> v.number).collect(Collectors.toSet());
            open.forEach((socket, number) -> {
                if (cut.contains(number)) {
                    close(socket);
                }
            });
            Thread.sleep(1_000L * seconds);
            playedAt.clear();
            long back = System.nanoTime();
            cut = Set.of();
            for (Viewer viewer : away) {
                Long played = viewer.played(back);
                long shown = played == null ? 0 : viewer.firstPartAfter(played);
                if (shown == 0) {
                    lost++;
                } else {
                    play.add((played - back) / 1e6);
                    part.add((shown - played) / 1e6);
                }
            }
        }
        print("end of the outage to PLAY, ms", play);
        print("PLAY to the first new part, ms", part);
        System.out.println("not back within a minute: " + lost);
        System.out.println("answers other than 200: " + viewers.stream().mapToInt(v -> v.refused).sum() + " of "
                + viewers.stream().mapToInt(v -> v.asked).sum());
        System.out.println("media sequence fell back: " + viewers.stream().mapToInt(v -> v.fellBack).sum());
    }

    /** Polls a playlist and remembers when it grew. */
    private final class Viewer {
        private final String number;
        private final HttpRequest request;
        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final List<Long> growths = new ArrayList<>();
        private long position;
        private long sequence;
        private volatile int asked;
        private volatile int refused;
        private volatile int fellBack;

        Viewer(String http, String camera) {
            String[] names = camera.split(":");
            number = names[1];
            request = HttpRequest.newBuilder(URI.create(http + "/live/" + names[0] + "/video.m3u8")).build();
        }

        void follow() throws Exception {
            while (true) {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                long now = System.nanoTime();
                asked++;
                if (answer.statusCode() == 200) {
                    take(answer.body(), now);
                } else {
                    refused++;
                }
                Thread.sleep(15);
            }
        }

        private synchronized void take(String playlist, long now) {
            long first = 0;
            long segments = 0;
            int parts = 0;
            for (String line : playlist.lines().toList()) {
                if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                    first = Long.parseLong(line.substring(line.indexOf(':') + 1));
                } else if (line.startsWith("#EXT-X-PART:")) {
                    parts++;
                } else if (!line.startsWith("#")) {
                    segments++;
                    parts = 0;
                }
            }
            long at = (first + segments) * 10_000 + parts;
            fellBack += first < sequence || at < position ? 1 : 0;
            sequence = first;
            if (at > position) {
                growths.add(now);
            }
            position = at;
        }

        /** When the camera played again; null when it does not. */
        Long played(long since) throws InterruptedException {
            while (playedAt.get(number) == null && System.nanoTime() - since < GIVE_UP_NANOS) {
                Thread.sleep(5);
            }
            return playedAt.get(number);
        }

        /** When the playlist first grew after a moment; 0 when it does not. */
        long firstPartAfter(long moment) throws InterruptedException {
            while (System.nanoTime() - moment < GIVE_UP_NANOS) {
                synchronized (this) {
                    for (long growth : growths) {
                        if (growth > moment) {
                            return growth;
                        }
                    }
                }
                Thread.sleep(5);
            }
            return 0;
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket camera = door.accept();
            run(() -> relay(camera));
        }
    }

    private void relay(Socket near) throws IOException {
        Dialogue dialogue = new Dialogue(near);
        try (near; Socket far = new Socket(InetAddress.getLoopbackAddress(), sourcePort)) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            run(() -> {
                copy(near, far, dialogue::asked);
                close(far);
            });
            copy(far, near, dialogue::answered);
            open.remove(near);
        }
    }

    /** Knows which camera a connection is about, and when it plays. */
    private final class Dialogue {
        private final Socket near;
        private String number = "";
        private boolean playing;

        Dialogue(Socket near) {
            this.near = near;
        }

        synchronized void asked(String text) {
            Matcher camera = CAMERA.matcher(text);
            if (camera.find()) {
                number = camera.group(1);
                open.put(near, number);
            }
            if (cut.contains(number)) {
                close(near);
            }
            playing |= text.startsWith("PLAY ");
        }

        synchronized void answered(String text) {
            if (playing && text.contains("RTSP/1.0 200")) {
                playing = false;
                playedAt.putIfAbsent(number, System.nanoTime());
            }
        }
    }

    private static void copy(Socket from, Socket to, Consumer<String> seen) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (n < 4_096) {
                    seen.accept(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the line was cut, or one of both hung up
        }
    }

    private static void close(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            System.err.println("closing: " + e.getMessage());
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

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static void print(String what, List<Double> values) {
        Collections.sort(values);
        System.out.printf("%s: n %d, p50 %.0f, p95 %.0f, most %.0f%n", what, values.size(), at(values, 0.5), at(values, 0.95), at(values, 1));
    }
}
