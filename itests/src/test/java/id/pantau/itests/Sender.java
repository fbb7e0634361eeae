package id.pantau.itests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An encoder that nobody here wrote and that sends a test picture to the platform, in a process of its own. */
final class Sender implements AutoCloseable {
    private static final String PICTURE = "-nostdin -v error -re -f lavfi -i testsrc2=size=640x360:rate=25"
            + " -pix_fmt yuv420p -c:v libx264 -preset ultrafast -tune zerolatency -g 25";

    private final Process process;
    private final Path output;

    private Sender(List<String> command) throws IOException {
        output = Files.createTempFile("sender", "");
        process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** ffmpeg, by RTMP or by RTSP's RECORD, as the address says. */
    static Sender ffmpeg(String address) throws IOException {
        Peer.FFMPEG.need();
        String by = address.startsWith("rtmp:") ? "-f flv" : "-f rtsp -rtsp_transport tcp";
        return new Sender(Stream.of("ffmpeg", PICTURE, by, address)
                .flatMap(part -> Stream.of(part.split(" ")))
                .toList());
    }

    /** GStreamer's client for RTSP's RECORD. */
    static Sender gstreamer(String address) throws IOException {
        Peer.GSTREAMER_RECORD.need();
        return new Sender(
                List.of(
                        "/usr/bin/python3",
                        "-c",
                        "import gi\ngi.require_version('Gst', '1.0')\nfrom gi.repository import Gst\nGst.init(None)\n"
                                + "p = Gst.parse_launch('videotestsrc is-live=true pattern=smpte horizontal-speed=5"
                                + " ! video/x-raw,width=640,height=360,framerate=25/1"
                                + " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25"
                                + " ! rtspclientsink protocols=tcp location=" + address + "')\n"
                                + "p.set_state(Gst.State.PLAYING)\n"
                                + "p.get_bus().timed_pop_filtered(120 * Gst.SECOND, Gst.MessageType.ERROR | Gst.MessageType.EOS)"));
    }

    /** What it said until it ended, which it does soon. */
    String lastWords() throws IOException, InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it goes on sending");
        }
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
