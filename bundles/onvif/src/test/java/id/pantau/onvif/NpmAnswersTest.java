package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers that others recorded of real devices are read")
class NpmAnswersTest {
    private NpmDevice recorded;
    private OnvifDevice device;

    @BeforeEach
    void connect() throws Exception {
        recorded = new NpmDevice();
        device = OnvifDevice.connect(recorded.address(), null, OnvifOptions.defaults());
    }

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    @DisplayName("clock, information, accounts without their passwords, network cards")
    void deviceManagement() throws Exception {
        assertEquals(Instant.parse("2014-12-24T19:14:37Z"), device.clock().utc());
        DeviceService management = device.management();
        assertEquals(
                new DeviceInformation("Mockup Manufacturer", "Mockup Model", "Mockup_15_14_13", "00000000", "MOCKUP"),
                management.information());
        assertEquals(
                List.of(new DeviceUser("admin", "Administrator"), new DeviceUser("operator", "Operator")),
                management.users());
        assertEquals(
                List.of(new NetworkInterface(
                        "eth0",
                        "eth0",
                        "28:57:be:65:7d:d5",
                        true,
                        List.of("192.168.68.111/24", "fe80::2a57:beff:fe65:7dd5/64"))),
                management.networkInterfaces());
    }

    @Test
    @DisplayName("profiles, and their streams on the host that was asked")
    void media() throws Exception {
        MediaService media = device.media().get(0);
        MediaProfile main = media.profiles().get(0);
        assertEquals("vidsrc0", main.videoSource());
        VideoEncoder encoder = main.encoder().orElseThrow();
        assertEquals(
                "H264 1920x1080 5.0/s 1000 kbit/s gop 30 High",
                String.join(
                        " ",
                        encoder.encoding(),
                        encoder.width() + "x" + encoder.height(),
                        encoder.frameRate() + "/s",
                        encoder.bitrate() + " kbit/s gop " + encoder.gop(),
                        encoder.profile()));
        assertTrue(main.ptz().orElseThrow().zoom());
        assertEquals(URI.create("rtsp://127.0.0.1/h264main"), media.streamUri("main"));
        assertEquals(512, media.encoder("main").bitrate());
    }

    @Test
    @DisplayName("an answer whose prefixes are not declared is refused with its place")
    void undeclaredPrefixes() throws Exception {
        MediaService media = device.media().get(0);
        OnvifException e = assertThrows(OnvifException.class, () -> media.snapshotUri("main"));
        assertEquals(OnvifException.Kind.PROTOCOL, e.kind());
        assertTrue(e.getMessage().contains("line 2"), e.getMessage());
    }

    @Test
    @DisplayName("where it looks, and its stored views")
    void ptz() throws Exception {
        PtzService ptz = device.ptz().orElseThrow();
        MediaProfile main = device.media().get(0).profiles().get(0);
        PtzStatus status = ptz.status(main);
        assertEquals(Optional.of(new PtzVector(-0.864665985, 0.267444015, 0.211861998)), status.position());
        assertEquals(new PtzPreset("P001", "P001"), ptz.presets(main).get(0));
    }

    @Test
    @DisplayName("how it sees")
    void imaging() throws Exception {
        ImagingSettings settings = device.imaging().orElseThrow().settings("vidsrc0");
        assertEquals(OptionalDouble.of(255), settings.brightness());
        assertEquals("", settings.irCutFilter());
    }

    @Test
    @DisplayName("what it notices, also where the topic stands between line breaks")
    void events() throws Exception {
        PullPoint pullPoint = device.events().orElseThrow().subscribe(Duration.ofSeconds(60));
        Notification notice = pullPoint.pull(Duration.ofSeconds(1), 10).get(0);
        assertEquals("tns1:RuleEngine/CellMotionDetector/Motion", notice.topic());
        assertEquals(Map.of("IsMotion", "true"), notice.data());
        assertEquals(
                "{\"Topic\":\"tns1:RuleEngine/CellMotionDetector/Motion\",\"UtcTime\":\"2026-01-02T03:04:05Z\","
                        + "\"Source\":{\"VideoSourceConfigurationToken\":\"000\","
                        + "\"VideoAnalyticsConfigurationToken\":\"000\",\"Rule\":\"000\"},\"Data\":{\"IsMotion\":true}}",
                notice.toJson());
    }
}
