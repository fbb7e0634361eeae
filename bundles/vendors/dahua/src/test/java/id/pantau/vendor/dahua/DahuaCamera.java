package id.pantau.vendor.dahua;

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A recorder with Dahua's CGI programs as its public documentation has them, with two cameras, of which the second moves; or a
 * camera alone.
 */
public final class DahuaCamera extends DigestCamera {
    private static final String TEXT = "text/plain;charset=utf-8";

    private final Map<String, String> encode = new ConcurrentHashMap<>();
    private final int rtspPort;
    private volatile String time = "2026-03-01 12:00:00";

    DahuaCamera(Credentials login) throws IOException {
        this(login, true, 8554);
    }

    /** @param rtspPort where its streams are said to be */
    public DahuaCamera(Credentials login, boolean recorder, int rtspPort) throws IOException {
        super(login, "Login to 5f2f0c8b8a1d");
        this.rtspPort = rtspPort;
        stream("Encode[0].MainFormat[0]", "true", "H.265", 2560, 1440);
        stream("Encode[0].ExtraFormat[0]", "true", "H.264", 704, 576);
        stream("Encode[0].ExtraFormat[1]", "false", "H.264", 1280, 720);
        stream("Encode[1].MainFormat[0]", "" + recorder, "H.264", 1920, 1080);
        stream("Encode[2].MainFormat[0]", "false", "H.264", 1920, 1080);
    }

    private void stream(String key, String on, String codec, int width, int height) {
        encode.put(key + ".VideoEnable", on);
        encode.putAll(Map.of(
                key + ".Video.Compression",
                codec,
                key + ".Video.Width",
                "" + width,
                key + ".Video.Height",
                "" + height,
                key + ".Video.FPS",
                "25",
                key + ".Video.BitRate",
                "4096",
                key + ".Video.GOP",
                "50"));
    }

    @Override
    public int channelCount() {
        return 2;
    }

    @Override
    public boolean noticesMotion() {
        notice("Code=VideoMotion;action=Start;index=0");
        return true;
    }

    @Override
    public boolean clockIsWrongBy(Duration difference) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .format(Instant.now().plus(difference).atOffset(ZoneOffset.ofHours(7)));
        return true;
    }

    String time() {
        return time;
    }

    void setTime(String text) {
        time = text;
    }

    @Override
    protected Response answer(Request request) throws InterruptedException {
        String program = request.uri().getPath().replace("/cgi-bin/", "");
        Map<String, String> query = query(request);
        return switch (program + " " + query.getOrDefault("action", "")) {
            case "magicBox.cgi getSystemInfo" -> ok("deviceType=31\r\nprocessor=x\r\nserialNumber=6G0123\r\n");
            case "magicBox.cgi getDeviceType" -> ok("type=NVR4108\r\n");
            case "magicBox.cgi getVendor" -> ok("vendor=OEM-Brand\r\n");
            case "configManager.cgi getConfig" -> configuration(query.getOrDefault("name", ""));
            case "configManager.cgi setConfig" -> configure(query);
            case "snapshot.cgi " -> picture();
            case "ptz.cgi getCurrentProtocolCaps" ->
                ok("caps.Pan=" + query.get("channel").equals("2") + "\r\n");
            case "ptz.cgi getPresets" ->
                ok("presets[0].Index=3\r\npresets[0].Name=Gate\r\npresets[1].Index=7\r\npresets[1].Name=Pier\r\n");
            case "ptz.cgi start", "ptz.cgi stop" -> ok("OK\r\n");
            // the header calls it GMT, as these devices do
            case "global.cgi getCurrentTime" -> ok("result=" + time + "\r\n").with("Date", time + " GMT");
            case "global.cgi setCurrentTime" -> {
                time = query.getOrDefault("time", "");
                yield ok("OK\r\n");
            }
            case "eventManager.cgi attach" -> line("multipart/x-mixed-replace; boundary=myboundary");
            default -> text(404, TEXT, "");
        };
    }

    private Response configuration(String name) {
        return switch (name) {
            case "RTSP" -> ok("table.RTSP.Enable=true\r\ntable.RTSP.Port=" + rtspPort + "\r\n");
            case "NTP" -> ok("table.NTP.Enable=true\r\ntable.NTP.TimeZone=12\r\n");
            case "Encode" -> {
                StringBuilder all = new StringBuilder();
                encode.forEach((key, value) -> all.append("table." + key + "=" + value + "\r\n"));
                yield ok(all.toString());
            }
            default -> text(400, TEXT, "Error\r\nBad Request!\r\n");
        };
    }

    private Response configure(Map<String, String> query) {
        Map<String, String> wanted = new TreeMap<>(query);
        wanted.remove("action");
        if (!encode.keySet().containsAll(wanted.keySet()) || wanted.containsValue("9999")) {
            return ok("Error\r\n");
        }
        encode.putAll(wanted);
        return ok("OK\r\n");
    }

    /** Sends an event, with the blank in the boundary that some brands have. */
    public void notice(String text) {
        send("-- myboundary\r\nContent-Type: text/plain\r\nContent-Length:" + text.length() + "\r\n\r\n" + text
                + "\r\n\r\n");
    }

    private static Response ok(String text) {
        return text(200, TEXT, text);
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> values = new TreeMap<>();
        String raw = request.uri().getRawQuery() == null ? "" : request.uri().getRawQuery();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
