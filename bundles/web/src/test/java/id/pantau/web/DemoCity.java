package id.pantau.web;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A city to look at while working on the pages, without the container: {@code DemoCity PORT} shows a moving test
 * picture on port PORT until Enter is pressed. Log in as {@code sari} or {@code budi} with {@code kata sandi demo}.
 * Needs ffmpeg (Debian package ffmpeg). Fault: {@code DemoCity PORT outage} takes the pictures away and back.
 */
final class DemoCity {
    private static final String[][] POINTS = {
        {"kantor-wali-kota", "Depan Kantor Wali Kota", "Batam Kota", "1.1289", "104.0535", "1"},
        {"dprd-batam", "DPRD Batam", "Batam Kota", "1.1271", "104.0560", "1"},
        {"engku-putri-selatan", "Engku Putri Gerbang Selatan", "Batam Kota", "1.1277", "104.0525", "1"},
        {"engku-putri-utara", "Engku Putri Gerbang Utara", "Batam Kota", "1.1303", "104.0530", "1"},
        {"simpang-bi", "Kejaksaan", "Batam Kota", "1.1258", "104.0462", "2"},
        {"bundaran-madani", "Tugu Madani", "Batam Kota", "1.1189", "104.0441", "3"},
        {"simpang-kuda", "Simpang Kuda", "Batam Kota", "1.1344", "104.0302", "3"},
        {"casablanca", "Simpang Casablanca", "Batam Kota", "1.1167", "104.0730", "2"},
        {"pura-sei-ladi", "Pura Sei Ladi", "Sekupang", "1.1180", "103.9990", "2"},
        {"southlink", "Southlink", "Sekupang", "1.1139", "103.9816", "2"},
        {"mata-kucing", "Mata Kucing", "Sekupang", "1.0747", "103.9560", "2"},
        {"pelabuhan-punggur", "Pelabuhan Punggur", "Nongsa", "1.0560", "104.1330", "1"},
        {"nagoya-hill", "Jalan Utama Nagoya Hill", "Lubuk Baja", "1.1461", "104.0118", "1"},
        {"pasar-induk-jodoh", "Depan Pasar Induk Jodoh", "Batu Ampar", "1.1553", "104.0003", "2"},
    };

    private DemoCity() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("pantau-demo");
        Process stream = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=640x360:rate=25",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-g",
                        "50",
                        "-pix_fmt",
                        "yuv420p",
                        "-b:v",
                        "500k",
                        "-f",
                        "hls",
                        "-hls_time",
                        "2",
                        "-hls_list_size",
                        "6",
                        "-hls_segment_type",
                        "fmp4",
                        "-hls_flags",
                        "delete_segments+program_date_time",
                        "-master_pl_name",
                        "index.m3u8",
                        "-hls_fmp4_init_filename",
                        "init-1.mp4",
                        "-hls_segment_filename",
                        folder.resolve("seg-%d.m4s").toString(),
                        folder.resolve("video.m3u8").toString())
                .inheritIO()
                .start();
        City city = city();
        boolean outage = arguments.length > 1;
        Thread copy = new Thread(() -> copy(folder, city, outage), "demo-copy");
        copy.setDaemon(true);
        copy.start();
        try (WebServer server =
                new WebServer(city, WebServer.configuration(false, ""), Integer.parseInt(arguments[0]))) {
            System.out.println("http://127.0.0.1:" + server.port() + "/");
            if (System.in.read() < 0) {
                Thread.currentThread().join();
            }
        } finally {
            stream.destroy();
        }
    }

    private static City city() {
        City city = new City();
        city.user("sari", Role.OPERATOR, "kata sandi demo");
        city.user("budi", Role.VIEWER, "kata sandi demo");
        Instant now = Instant.now();
        int n = 0;
        for (String[] p : POINTS) {
            city.allPoints.add(new Point(p[0], p[1], p[2], Double.parseDouble(p[3]), Double.parseDouble(p[4])));
            for (int i = 1; i <= Integer.parseInt(p[5]); i++) {
                n++;
                Camera camera = city.camera(n, p[0], p[5].equals("1") ? p[1] : p[1] + " " + i);
                city.states.put(camera.id(), CameraState.live(now));
                city.statistics.put(camera.id(), new StreamStats(25, 500_000, 640, 360, n % 4, 1, 1, Optional.of(now)));
                if (n <= 21) {
                    city.show(n);
                }
            }
        }
        Reason[] dark = {Reason.NO_VIDEO, Reason.UNREACHABLE, Reason.UNAUTHORIZED, Reason.PROTOCOL_ERROR};
        int[] which = {4, 8, 12, 20};
        for (int i = 0; i < which.length; i++) {
            Instant since = now.minusSeconds(i * 40_000L + 1320);
            city.states.put(City.id(which[i]), CameraState.offline(dark[i], "", since));
        }
        city.withdraw(
                15, Reason.WITHDRAWN_BY_OPERATOR, new Text("Ditarik untuk perbaikan arah kamera.", "Being re-aimed."));
        city.waiting("row-1", "Hotel Anu, sisi jalan");
        city.waiting("row-2", "Bank Anu, gerbang utara");
        return city;
    }

    /** Gives every live camera the files that ffmpeg wrote; with an outage, not in every other half minute. */
    private static void copy(Path folder, City city, boolean outage) {
        Instant start = Instant.now();
        Instant lost = start;
        while (true) {
            boolean dark = outage && (Instant.now().getEpochSecond() - start.getEpochSecond()) % 40 >= 20;
            CameraState first = city.states.get(City.id(1));
            if (dark && first.reason().isEmpty()) {
                lost = Instant.now();
                city.states.put(City.id(1), CameraState.offline(Reason.NO_VIDEO, "", lost));
            } else if (!dark && first.reason().isPresent()) {
                city.states.put(City.id(1), CameraState.live(Instant.now()));
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> !f.toString().endsWith(".tmp")).toList()) {
                    String name = file.getFileName().toString();
                    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                    boolean playlist = name.endsWith(".m3u8");
                    String type = playlist ? "application/vnd.apple.mpegurl" : "video/mp4";
                    City.Medium medium = new City.Medium(type, List.of(bytes), !playlist);
                    city.allCameras.keySet().stream()
                            .filter(id -> city.states.get(id).reason().isEmpty())
                            .forEach(id -> city.files.put(id + "/" + name, medium));
                }
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (java.io.IOException | java.io.UncheckedIOException e) {
                continue; // a file that went meanwhile
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
