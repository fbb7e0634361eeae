import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Lets a crowd and a few operators watch over an uplink, and prints one row of a table.
 *
 * <p>{@code Crowd LABEL PORT UPLINK_KBPS VIEWERS OPERATORS COOKIE SETTLE_SECONDS MEASURE_SECONDS CAMERA...}
 */
final class Crowd {
    private static final int RAMP_MILLIS = 20_000;

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        String label = args[0];
        int server = Integer.parseInt(args[1]);
        long uplink = Long.parseLong(args[2]) * 1000;
        int viewers = Integer.parseInt(args[3]);
        int operators = Integer.parseInt(args[4]);
        String cookie = args[5];
        long settle = Long.parseLong(args[6]) * 1000;
        long measure = Long.parseLong(args[7]) * 1000;
        List<String> cameras = Arrays.asList(args).subList(8, args.length);

        ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(Crowd::daemon);
        Tally publicTally = new Tally();
        Tally staffTally = new Tally();
        try (Uplink line = new Uplink(new InetSocketAddress("127.0.0.1", server), uplink)) {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newFixedThreadPool(2, Crowd::daemon))
                    .build();
            URI base = URI.create("http://127.0.0.1:" + line.port());
            List<Player> crowd = new ArrayList<>();
            for (int i = 0; i < operators; i++) {
                URI camera = base.resolve("/operator/live/" + cameras.get(i % cameras.size()) + "/");
                new Player(http, loop, camera, "operator-" + i, cookie, staffTally).start(i * 300L);
            }
            for (int i = 0; i < viewers; i++) {
                URI camera = base.resolve("/live/" + cameras.get(i % cameras.size()) + "/");
                Player player = new Player(http, loop, camera, "viewer-" + i, "", publicTally);
                crowd.add(player);
                player.start((long) i * RAMP_MILLIS / viewers);
            }
            Thread.sleep(RAMP_MILLIS + settle);
            publicTally.measure(true);
            staffTally.measure(true);
            Thread.sleep(measure);
            long now = System.nanoTime();
            long admitted = crowd.stream().filter(Player::isAdmitted).count();
            long stalled = crowd.stream().filter(player -> player.isStalled(now)).count();
            publicTally.measure(false);
            staffTally.measure(false);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %s | %d | %s | %s | %s | %s | %d |%n",
                    label,
                    viewers,
                    admitted,
                    publicTally.refusals(),
                    publicTally.turnedAwayTimes(),
                    percent(publicTally),
                    stalled,
                    publicTally.firstTimes(),
                    publicTally.segmentTimes(),
                    percent(staffTally),
                    staffTally.segmentTimes(),
                    publicTally.failures() + staffTally.failures());
        }
        System.exit(0);
    }

    private static String percent(Tally tally) {
        return tally.counted() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", tally.onTimePercent());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
