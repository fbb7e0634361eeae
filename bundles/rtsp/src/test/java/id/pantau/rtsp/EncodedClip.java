package id.pantau.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Films made and looked at by ffmpeg. */
public final class EncodedClip {
    private EncodedClip() {}

    /** @param picture as in {@code -video_size}; @param options of the encoder, in one string */
    public static byte[] make(Path folder, String picture, int rate, int seconds, String options) throws Exception {
        Path file = Files.createTempFile(folder, "clip", ".mp4");
        String source = "testsrc2=duration=" + seconds + ":size=" + picture + ":rate=" + rate;
        assertEquals(
                "",
                run("ffmpeg -nostdin -v error -y -f lavfi -i " + source + " " + options + " -pix_fmt yuv420p " + file));
        return Files.readAllBytes(file);
    }

    /** What ffmpeg holds against the file when it decodes it all. */
    public static String complaints(Path file) throws Exception {
        return run("ffmpeg -nostdin -v error -i " + file + " -f null -");
    }

    /** One number for every picture that ffmpeg decodes, in the order shown. */
    public static List<Long> shown(Path file) throws Exception {
        List<Long> times = new ArrayList<>();
        for (String line : run("ffprobe -v error -select_streams v -show_entries frame=pts -of csv=p=0 " + file)
                .split("\\s+")) {
            String number = line.replace(",", "");
            if (!number.isEmpty()) {
                times.add(Long.parseLong(number));
            }
        }
        return times;
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" "))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip() : output + "\nexit code " + process.exitValue();
    }
}
