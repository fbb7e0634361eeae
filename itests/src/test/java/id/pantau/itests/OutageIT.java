package id.pantau.itests;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** A camera that goes away for a while: its viewers keep their playlist, and go on where it goes on. */
public class OutageIT {
    private static final Pattern SEQUENCE = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:(\\d+)");

    @Test
    public void viewersGetNo404AndTheSequenceContinuesBehindADiscontinuity() throws Exception {
        try (Container container = new Container("outage");
                RtspServer camera = RtspServer.start()) {
            camera.mount("/1", VideoClip.testCard());
            container.start();
            container.allowLoopback();
            container.console("point:add --kecamatan Uji --latitude 1.1 --longitude 104.0 uji Uji");
            container.console("partner:add uji Uji");
            container.console("camera:add --partner uji --ref 1 --point uji --scene street --public-consent "
                    + "--why test \"Uji\" " + camera.uri("/1"));
            String id = container
                    .consoleJson("camera:list --json")
                    .get(0)
                    .path("id")
                    .asText();
            container.console("public:publish --why test " + id);
            String playlist = "/live/" + id + "/video.m3u8";
            await().atMost(20, SECONDS).until(() -> container.get(playlist).statusCode() == 200);

            List<Long> sequences = new CopyOnWriteArrayList<>();
            List<Integer> failures = new CopyOnWriteArrayList<>();
            Thread viewer = viewer(container, playlist, sequences, failures);
            camera.unplug();
            await().atMost(20, SECONDS).until(() -> reason(container).equals("unreachable"));
            long last = sequences.get(sequences.size() - 1);
            await().during(20, SECONDS)
                    .atMost(60, SECONDS)
                    .until(() -> reason(container).equals("unreachable"));
            int connections = camera.connectionsAccepted();
            camera.plugIn();
            long back = System.nanoTime();
            await("tried at most 2 s apart")
                    .atMost(5, SECONDS)
                    .pollInterval(20, MILLISECONDS)
                    .until(() -> camera.connectionsAccepted() > connections);
            long connected = System.nanoTime();
            await().atMost(10, SECONDS)
                    .pollInterval(20, MILLISECONDS)
                    .until(() -> text(container, playlist).contains("#EXT-X-DISCONTINUITY\n"));
            System.out.printf(
                    "outage: connected %d ms after the camera was back, first new part %d ms after that, GOP 1000 ms%n",
                    (connected - back) / 1_000_000, (System.nanoTime() - connected) / 1_000_000);
            await().atMost(10, SECONDS).until(() -> sequences.get(sequences.size() - 1) > last);
            viewer.interrupt();
            viewer.join();

            assertEquals("what the viewer got beside 200", List.of(), new ArrayList<>(failures));
            for (int i = 1; i < sequences.size(); i++) {
                assertTrue("the sequence never goes back", sequences.get(i) >= sequences.get(i - 1));
            }
        }
    }

    private static Thread viewer(Container container, String playlist, List<Long> sequences, List<Integer> failures) {
        Thread viewer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var answer = container.get(playlist);
                    if (answer.statusCode() != 200) {
                        failures.add(answer.statusCode());
                        continue;
                    }
                    sequences.add(newest(new String(answer.body(), StandardCharsets.UTF_8)));
                } catch (java.io.IOException e) {
                    failures.add(-1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        viewer.start();
        return viewer;
    }

    /** The media sequence number of a playlist's last segment. */
    private static long newest(String playlist) {
        Matcher first = SEQUENCE.matcher(playlist);
        assertTrue(playlist, first.find());
        return Long.parseLong(first.group(1))
                + playlist.lines().filter(l -> l.startsWith("#EXTINF")).count()
                - 1;
    }

    private static String text(Container container, String path) throws Exception {
        return new String(container.get(path).body(), StandardCharsets.UTF_8);
    }

    private static String reason(Container container) throws Exception {
        JsonNode camera = container.consoleJson("camera:list --json").get(0);
        return camera.path("reason").asText();
    }
}
