package id.pantau.vendor.hikvision;

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A recorder that speaks ISAPI as its public documentation has it, with two cameras; the first can be moved. Or that camera alone. */
public final class HikvisionCamera extends DigestCamera {
    private static final String NAMESPACE = "xmlns=\"http://www.hikvision.com/ver20/XMLSchema\" version=\"2.0\"";
    private static final String XML = "application/xml; charset=\"UTF-8\"";

    private final boolean recorder;
    private final int rtspPort;
    private final AtomicReference<String> first;
    private volatile String time =
            "<Time " + NAMESPACE + "><timeMode>NTP</timeMode><localTime>2026-03-01T12:00:00+07:00</localTime></Time>";

    HikvisionCamera(Credentials login) throws IOException {
        this(login, true, 8554);
    }

    /** @param rtspPort where its streams are said to be */
    public HikvisionCamera(Credentials login, boolean recorder, int rtspPort) throws IOException {
        super(login, "DS-7608NI");
        this.recorder = recorder;
        this.rtspPort = rtspPort;
        this.first = new AtomicReference<>(stream(101, "H.265", 2560, 1440));
    }

    void setTime(String localTime, String zone) {
        time = "<Time " + NAMESPACE + "><timeMode>NTP</timeMode><localTime>" + localTime + "</localTime><timeZone>"
                + zone + "</timeZone></Time>";
    }

    String time() {
        return time;
    }

    @Override
    public int channelCount() {
        return 2;
    }

    @Override
    public boolean noticesMotion() {
        notice(1, "VMD", "active");
        return true;
    }

    @Override
    public boolean clockIsWrongBy(Duration difference) {
        OffsetDateTime local = Instant.now().plus(difference).atOffset(ZoneOffset.ofHours(7));
        setTime(local.truncatedTo(ChronoUnit.SECONDS).toString(), "CST-7:00:00");
        return true;
    }

    @Override
    protected Response refusal(boolean wrongLogin) {
        String locked = wrongLogin
                ? "<lockStatus>unlock</lockStatus><retryLoginTime>4</retryLoginTime>"
                : "<lockStatus>unlock</lockStatus>";
        return text(401, XML, "<userCheck " + NAMESPACE + "><statusValue>401</statusValue>" + locked + "</userCheck>");
    }

    @Override
    protected Response answer(Request request) throws InterruptedException {
        boolean put = request.method().equals("PUT");
        return switch (request.uri().getPath()) {
            case "/ISAPI/System/deviceInfo" ->
                ok("<DeviceInfo " + NAMESPACE + "><deviceName>R</deviceName>"
                        + "<model>DS-7608NI</model><serialNumber>DS-7608NI-0123</serialNumber></DeviceInfo>");
            case "/ISAPI/Streaming/channels" ->
                ok("<StreamingChannelList " + NAMESPACE + ">" + first.get() + stream(102, "H.264", 640, 360)
                        + (recorder ? others() : "") + "</StreamingChannelList>");
            case "/ISAPI/Streaming/channels/101" -> {
                if (put) {
                    first.set(request.text());
                }
                yield ok(first.get());
            }
            case "/ISAPI/Streaming/channels/201" -> ok(stream(201, "H.264", 1920, 1080));
            case "/ISAPI/Streaming/channels/101/picture", "/ISAPI/Streaming/channels/201/picture" -> picture();
            case "/ISAPI/PTZCtrl/channels" ->
                ok("<PTZChannelList " + NAMESPACE
                        + "><PTZChannel><id>1</id><enabled>true</enabled></PTZChannel></PTZChannelList>");
            case "/ISAPI/PTZCtrl/channels/1/continuous", "/ISAPI/PTZCtrl/channels/1/presets/2/goto" ->
                ok("<ResponseStatus " + NAMESPACE + "><statusCode>1</statusCode></ResponseStatus>");
            case "/ISAPI/PTZCtrl/channels/1/presets" ->
                ok("<PTZPresetList " + NAMESPACE + ">"
                        + "<PTZPreset><enabled>true</enabled><id>2</id><presetName>Gate</presetName></PTZPreset>"
                        + "<PTZPreset><enabled>false</enabled><id>3</id><presetName>none</presetName></PTZPreset>"
                        + "</PTZPresetList>");
            case "/ISAPI/System/time" -> {
                if (put) {
                    time = request.text();
                }
                yield ok(time);
            }
            // as old recorders do, it declares another boundary than it sends
            case "/ISAPI/Event/notification/alertStream" -> line("multipart/mixed; boundary=MIME_boundary");
            default -> text(404, XML, "<ResponseStatus/>");
        };
    }

    /** Sends an event as a part of the line. */
    public void notice(int channel, String type, String state) {
        String xml = "<EventNotificationAlert " + NAMESPACE + "><ipAddress>10.0.0.7</ipAddress><channelID>" + channel
                + "</channelID><dateTime>2026-03-01T12:00:00+07:00</dateTime><eventType>" + type
                + "</eventType><eventState>" + state + "</eventState></EventNotificationAlert>";
        send("--boundary\r\nContent-Type: " + XML + "\r\nContent-Length: " + xml.length() + "\r\n\r\n" + xml + "\r\n");
    }

    private String others() {
        return stream(202, "H.264", 640, 360)
                + stream(201, "H.264", 1920, 1080)
                + stream(301, "H.264", 1920, 1080).replace("<enabled>true", "<enabled>false");
    }

    private static Response ok(String xml) {
        return text(200, XML, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml);
    }

    private String stream(int id, String codec, int width, int height) {
        return "<StreamingChannel " + NAMESPACE + "><id>" + id + "</id><enabled>true</enabled><Transport>"
                + "<rtspPortNo>" + rtspPort + "</rtspPortNo></Transport><Video><enabled>true</enabled><videoCodecType>"
                + codec
                + "</videoCodecType><videoResolutionWidth>" + width + "</videoResolutionWidth><videoResolutionHeight>"
                + height + "</videoResolutionHeight><videoQualityControlType>VBR</videoQualityControlType>"
                + "<vbrUpperCap>4096</vbrUpperCap><maxFrameRate>2500</maxFrameRate><GovLength>50</GovLength>"
                + "</Video></StreamingChannel>";
    }
}
