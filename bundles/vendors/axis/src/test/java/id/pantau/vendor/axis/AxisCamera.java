package id.pantau.vendor.axis;

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A camera that speaks VAPIX as its public documentation has it, with two views, of which the first can be moved, and a third
 * that is off. It refuses what it does not allow in words, with HTTP 200.
 */
final class AxisCamera extends DigestCamera {
    static final String SERIAL = "ACCC8E012345";
    private static final String TEXT = "text/plain";

    private final Map<String, String> parameters = new ConcurrentSkipListMap<>();
    private final OnvifCamera onvif;
    private volatile Instant time = Instant.parse("2026-03-01T05:00:00Z");

    AxisCamera(Credentials login) throws IOException {
        this(login, "AXIS_" + SERIAL, new OnvifCamera(login));
    }

    AxisCamera(Credentials login, String realm, OnvifCamera onvif) throws IOException {
        super(login, realm, onvif);
        this.onvif = onvif;
        put("Brand.Brand=AXIS", "Brand.ProdNbr=M3085-V", "Properties.System.SerialNumber=" + SERIAL);
        put("Properties.Image.Format=jpeg,mjpeg,h264,h265", "Properties.PTZ.PTZ=yes", "Network.RTSP.Port=8554");
        put("Properties.Image.Resolution=1920x1080,1280x720,1024x768,800x600,640x480,640x360,320x180");
        put("ImageSource.I0.CaptureFrequency=50Hz", "PTZ.Support.S1.ContinuousPan=true");
        put("PTZ.Support.S1.ContinuousTilt=true", "PTZ.Support.S1.ContinuousZoom=true");
        view(0, "yes", "1920x1080");
        view(1, "yes", "1280x720");
        view(2, "no", "640x480");
    }

    private void view(int index, String on, String size) {
        String view = "Image.I" + index + ".";
        put(view + "Enabled=" + on, view + "Source=0", view + "Appearance.Resolution=" + size);
        put(view + "MPEG.PCount=49", view + "MPEG.ZGopMode=fixed", view + "MPEG.ZMaxGopLength=300");
        put(view + "RateControl.Mode=mbr", view + "RateControl.MaxBitrate=4096", view + "RateControl.TargetBitrate=0");
        put(view + "Stream.FPS=25");
    }

    /** Sets parameters, each as {@code NAME=VALUE}. */
    void put(String... lines) {
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
    }

    String parameter(String name) {
        return parameters.get(name);
    }

    OnvifCamera onvif() {
        return onvif;
    }

    Instant time() {
        return time;
    }

    @Override
    public int channelCount() {
        return 2;
    }

    @Override
    public boolean noticesMotion() {
        onvif.notice("tns1:VideoSource/MotionAlarm", "Source=0", "State=true");
        return true;
    }

    /** The clock is one, whichever dialect it is asked in. */
    @Override
    public boolean clockIsWrongBy(Duration difference) {
        time = Instant.now().plus(difference).truncatedTo(ChronoUnit.SECONDS);
        return onvif.clockIsWrongBy(difference);
    }

    /** Everybody may ask what it is, as in AXIS OS 8.40 and later. */
    @Override
    protected boolean isOpen(Request request) {
        return request.uri().getPath().endsWith("/basicdeviceinfo.cgi");
    }

    @Override
    protected Response answer(Request request) throws InterruptedException {
        Map<String, String> query = query(request);
        return switch (request.uri().getPath().replace("/axis-cgi/", "")) {
            case "param.cgi" -> query.getOrDefault("action", "").equals("list") ? list(query) : update(query);
            case "basicdeviceinfo.cgi" ->
                json("{\"apiVersion\":\"1.3\",\"data\":{\"propertyList\":{\"Brand\":\"AXIS\",\"ProdNbr\":\"M3085-V\","
                        + "\"SerialNumber\":\"" + SERIAL + "\",\"Version\":\"11.7.61\"}}}");
            case "jpg/image.cgi" -> picture();
            case "com/ptz.cgi" -> ptz(query);
            case "time.cgi" -> clock(request.text());
            default -> text(404, TEXT, "Not Found");
        };
    }

    private Response list(Map<String, String> query) {
        StringBuilder all = new StringBuilder();
        for (String group : query.getOrDefault("group", "").split(",")) {
            String name = group.replaceFirst("^root\\.", "");
            int before = all.length();
            parameters.forEach((key, value) -> {
                if (key.equals(name) || key.startsWith(name + ".")) {
                    all.append("root.").append(key).append('=').append(value).append('\n');
                }
            });
            if (all.length() == before) {
                all.append("# Error: Error -1 getting param in group 'root.")
                        .append(name)
                        .append("'\n");
            }
        }
        return text(200, TEXT, all.toString());
    }

    /** It sets one after the other, and stops at the first that it refuses. */
    private Response update(Map<String, String> query) {
        query.remove("action");
        for (Map.Entry<String, String> change : query.entrySet()) {
            boolean refused = change.getKey().endsWith(".PCount") && Integer.parseInt(change.getValue()) > 1022;
            if (refused || !parameters.containsKey(change.getKey())) {
                return text(
                        200,
                        TEXT,
                        "# Error: Error setting 'root." + change.getKey() + "' to '" + change.getValue() + "'!\n");
            }
            parameters.put(change.getKey(), change.getValue());
        }
        return text(200, TEXT, "OK\n");
    }

    private static Response ptz(Map<String, String> query) {
        if (query.containsKey("query")) {
            return text(
                    200,
                    TEXT,
                    "Preset Positions for camera 1\r\npresetposno1=Home\r\npresetposno3=Gate & pier\r\npresetposno4=\r\n");
        }
        return query.getOrDefault("gotoserverpresetno", "1").equals("99")
                ? text(200, TEXT, "Error:\nNo such preset\n")
                : new Response(204, Map.of(), new byte[0]);
    }

    private Response clock(String asked) {
        if (asked.contains("\"setDateTime\"")) {
            time = Instant.parse(asked.replaceAll(".*\"dateTime\":\"([^\"]*)\".*", "$1"));
            return json("{\"apiVersion\":\"1.0\",\"data\":{}}");
        }
        return json("{\"apiVersion\":\"1.0\",\"context\":\"pantau\",\"data\":{\"dateTime\":\"" + time
                + "\",\"dstEnabled\":false,\"localDateTime\":\"2026-03-01T12:00:00\",\"timeZone\":\"Asia/Jakarta\"}}");
    }

    static Response json(String text) {
        return text(200, "application/json", text);
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> all = new LinkedHashMap<>();
        String query = request.uri().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(decoded(parts[0]), decoded(parts.length > 1 ? parts[1] : ""));
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
