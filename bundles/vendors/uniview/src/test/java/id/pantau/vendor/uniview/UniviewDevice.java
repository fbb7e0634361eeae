package id.pantau.vendor.uniview;

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A camera, or a recorder with two cameras and two empty places, that speaks LAPI as devices were seen to. It asks for the
 * login in the name of its hardware address, refuses with HTTP 200 or 599, and cuts short what it says to unknown paths.
 */
final class UniviewDevice extends DigestCamera {
    static final String MAC = "48ea63a1b2c3";
    private static final String JSON = "application/json";
    private static final String ROOT = "/LAPI/V1.0";

    private final boolean recorder;
    private final OnvifCamera onvif;
    private final AtomicReference<String> streams = new AtomicReference<>("{\"Num\":3,\"VideoStreamInfos\":["
            + stream(0, 1, 2, 2560, 1440, 4096) + "," + stream(1, 1, 1, 640, 360, 512) + ","
            + stream(2, 0, 1, 352, 288, 128) + "]}");
    private volatile String time = "{\"TimeZone\":\"GMT+07:00\",\"DeviceTime\":1772341200,\"DateFormat\":0}";

    private UniviewDevice(Credentials login, boolean recorder, OnvifCamera onvif) throws IOException {
        super(login, MAC, onvif);
        this.recorder = recorder;
        this.onvif = onvif;
    }

    static UniviewDevice camera(Credentials login) throws IOException {
        return new UniviewDevice(login, false, new OnvifCamera(login));
    }

    /** One whose ONVIF service has another account. */
    static UniviewDevice camera(Credentials login, Credentials onvifLogin) throws IOException {
        return new UniviewDevice(login, false, new OnvifCamera(onvifLogin));
    }

    static UniviewDevice recorder(Credentials login) throws IOException {
        return new UniviewDevice(login, true, new OnvifCamera(Manner.of(login).withChannels(2)));
    }

    OnvifCamera onvif() {
        return onvif;
    }

    String streams() {
        return streams.get();
    }

    String time() {
        return time;
    }

    @Override
    public int channelCount() {
        return recorder ? 2 : 1;
    }

    @Override
    public boolean noticesMotion() {
        return onvif.noticesMotion();
    }

    /** The clock is one, whichever dialect it is asked in. */
    @Override
    public boolean clockIsWrongBy(Duration difference) {
        time = time.replaceAll(
                "(\"DeviceTime\":)\\d+", "$1" + Instant.now().plus(difference).getEpochSecond());
        return onvif.clockIsWrongBy(difference);
    }

    /** Has the device answer a path below LAPI's root with an envelope. */
    void plant(String path, String json) {
        answer(ROOT + path, text(200, JSON, json));
    }

    void plant(String path, int status) {
        answer(ROOT + path, Response.of(status, "text/html", new byte[0]));
    }

    @Override
    protected Response answer(Request request) throws InterruptedException {
        boolean put = request.method().equals("PUT");
        String path = request.uri().getPath().replace(ROOT, "");
        return switch (path) {
            case "/System/DeviceInfo" ->
                ok(
                        path,
                        "{\"DeviceName\":\"Gate\",\"DeviceModel\":\"" + (recorder ? "NVR302-16S2" : "IPC2124LE")
                                + "\",\"SerialNumber\":\"210235TSK\",\"FirmwareVersion\":\"B3\"}");
            case "/Channels/System/ChannelDetailInfos" -> recorder ? ok(path, places()) : cut();
            case "/Channels/0/Media/Video/Streams/DetailInfos" ->
                recorder ? unknown(path) : streams(path, request, put);
            case "/Channels/1/Media/Video/Streams/DetailInfos" ->
                recorder ? streams(path, request, put) : unknown(path);
            case "/Channels/0/Media/Video/Streams/0/Snapshot" -> picture();
            case "/System/Time" -> {
                if (put) {
                    time = request.text();
                }
                yield ok(path, time);
            }
            default -> unknown(path);
        };
    }

    /** The second channel's camera is away; the others are places where none ever was. */
    private static String places() {
        return "{\"Nums\":4,\"DetailInfos\":[" + place(1, 1, "10.0.0.11") + "," + place(2, 0, "10.0.0.12") + ","
                + place(3, 0, "") + "," + place(4, 0, "") + "]}";
    }

    private static String place(int id, int status, String address) {
        return "{\"ID\":" + id + ",\"Name\":\"IP Camera " + id + "\",\"Status\":" + status
                + ",\"AddressInfo\":{\"Address\":\"" + address + "\"}}";
    }

    private Response streams(String path, Request request, boolean put) {
        if (put && request.text().contains("\"IFrameInterval\":999")) {
            return envelope(200, path, 2, "Invalid Arguments", "\"null\"");
        }
        if (put) {
            streams.set(request.text());
        }
        return ok(path, streams.get());
    }

    private static String stream(int id, int enabled, int format, int width, int height, int bitrate) {
        return "{\"ID\":" + id + ",\"Enabled\":" + enabled + ",\"VideoEncodeInfo\":{\"EncodeFormat\":" + format
                + ",\"Resolution\":{\"Width\":" + width + ",\"Height\":" + height + "},\"BitRate\":" + bitrate
                + ",\"BitRateType\":1,\"FrameRate\":25,\"GOPType\":0,\"IFrameInterval\":50,\"SmoothLevel\":5}}";
    }

    private static Response ok(String path, String data) {
        return envelope(200, path, 0, "Succeed", data);
    }

    private static Response unknown(String path) {
        return envelope(599, path, 1, "Common Error", "\"null\"");
    }

    private static Response envelope(int status, String path, int code, String words, String data) {
        return text(
                status,
                JSON,
                "{\n\"Response\": {\n\t\"ResponseURL\": \"" + ROOT + path + "\",\n\t\"CreatedID\": -1,\n"
                        + "\t\"ResponseCode\": " + code + ",\n\t\"SubResponseCode\": 0,\n\t\"ResponseString\": \""
                        + words
                        + "\",\n\t\"StatusCode\": " + code + ",\n\t\"StatusString\": \"" + words + "\",\n\t\"Data\": "
                        + data + "\n}\n}\n");
    }

    /** Chunked, and without its end. */
    private static Response cut() {
        return new Response(
                404,
                Map.of("Transfer-Encoding", "chunked"),
                new byte[0],
                Optional.of(out -> out.write("80\r\n<html>".getBytes(StandardCharsets.US_ASCII))));
    }
}
