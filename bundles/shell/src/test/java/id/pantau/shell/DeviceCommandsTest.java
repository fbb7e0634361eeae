package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.AuditTrail;
import id.pantau.service.Devices;
import id.pantau.service.Discovery;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.ChannelReport;
import id.pantau.service.Drivers.DeviceReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.shell.Console.Outcome;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands for devices")
class DeviceCommandsTest {
    private static final StreamProfile MAIN =
            new StreamProfile("101", StreamProfile.Kind.MAIN, StreamProfile.Codec.H265, 1920, 1080);
    private static final StreamProfile SUB =
            new StreamProfile("102", StreamProfile.Kind.SUB, StreamProfile.Codec.H264, 640, 360);

    private final Fake<AuditTrail> audit = new Fake<>(AuditTrail.class).on("record", (Object) null);
    private final Fake<Devices> devices = new Fake<>(Devices.class)
            .on("move", (Object) null)
            .on("stop", (Object) null)
            .on("goTo", (Object) null)
            .on("presets", List.of("Gate", "Street"))
            .on("clock", new Devices.ClockReading(City.SINCE, Duration.ofHours(-7)))
            .on("setClock", new Devices.ClockReading(City.SINCE, Duration.ZERO));
    private final Console console = new City().console().with(audit).with(devices);

    private static Fake<Drivers> drivers(Map<String, ProbeResult> answers, Map<String, String> faults) {
        return new Fake<>(Drivers.class).on("probe", new ProbeReport(answers, faults));
    }

    private static Map<String, ProbeResult> answers() {
        Map<String, ProbeResult> answers = new LinkedHashMap<>();
        answers.put("acme", new ProbeResult.NotMine("no Acme page"));
        answers.put("onvif", new ProbeResult.NeedsLogin("a realm"));
        return answers;
    }

    @Test
    void probeNamesTheDriverThatFailedAndHow() throws Exception {
        String output = console.with(drivers(answers(), Map.of("shoddy", "the driver's probe answered nothing")))
                .run("camera:probe", "--no-format", "10.0.0.1")
                .output();
        assertEquals(
                List.of(
                        "acme\tnot-mine\tno Acme page\tfalse",
                        "onvif\tneeds-login\ta realm\ttrue",
                        "shoddy\tfailed\tthe driver's probe answered nothing\tfalse"),
                output.lines().toList());
    }

    @Test
    void probeWithALoginSaysWhatTheDeviceOffersAndWhatToFix() throws Exception {
        Fake<Drivers> drivers = drivers(answers(), Map.of())
                .on(
                        "inspect",
                        new DeviceReport(
                                new DeviceInfo("Acme", "NVR-2", "77"),
                                List.of(
                                        new ChannelReport("1", List.of(MAIN, SUB), List.of("ptz")),
                                        new ChannelReport("2", List.of(MAIN), List.of())),
                                Optional.of(Duration.ofSeconds(-90)),
                                List.of("clock", "events")));
        Outcome outcome = console.with(drivers)
                .piping("Gheim77\n")
                .run("camera:probe", "--no-format", "--user", "admin", "--password-stdin", "10.0.0.1");
        assertEquals(
                List.of(
                        "driver acme\tnot-mine no Acme page",
                        "driver onvif\tchosen; needs-login a realm",
                        "device\tAcme NVR-2 77",
                        "channel 1\t101 (main) H265 1920x1080, 102 (sub) H264 640x360; ptz",
                        "channel 2\t101 (main) H265 1920x1080",
                        "clock\t90 s slow",
                        "abilities\tclock, events",
                        "to fix\tset the clock, or the time server (NTP): it is 90 s slow",
                        "to fix\tchannel 2: set one stream to H.264: many browsers play nothing else",
                        "to fix\tchannel 2: set up a substream (H.264, 640x360): the public gets the main stream otherwise",
                        "to fix\tthis is a recorder: register each channel as a camera of its own (camera:add --channel)"),
                outcome.output().lines().toList());
        assertTrue(
                drivers.calls().contains("inspect[onvif, 10.0.0.1, Credentials[user=admin]]"),
                drivers.calls().toString());
    }

    @Test
    void probeAsksForNoPasswordWhenNobodyRecognisesTheDevice() throws Exception {
        Fake<Drivers> drivers = drivers(Map.of("acme", new ProbeResult.NotMine("a printer")), Map.of());
        assertEquals(
                "no driver recognises what answers there; see camera:probe without --user",
                console.with(drivers)
                        .run("camera:probe", "--user", "admin", "10.0.0.1")
                        .failure());
        assertEquals(
                "a password needs a --user",
                console.run("camera:probe", "--password-stdin", "10.0.0.1").failure());
    }

    @Test
    void ptzMovesForAMomentAndIsAudited() throws Exception {
        Outcome outcome = console.run(
                "camera:ptz", "--speed", "1", "--seconds", "2", "--why", "accident", City.PARK.id(), "left");
        assertFalse(outcome.failed(), outcome.failure());
        assertEquals(List.of("move[bbbbbbbbbbbb, -1.0, 0.0, 0.0, PT2S]"), devices.calls());
        assertEquals(
                List.of("record[Actor[name=console:sari], camera-ptz, bbbbbbbbbbbb, left; accident]"), audit.calls());
    }

    @Test
    void ptzStopsGoesToStoredViewsAndListsThem() throws Exception {
        console.run("camera:ptz", City.PARK.id(), "stop");
        console.run("camera:ptz", "--preset", "Street", City.PARK.id());
        assertEquals(List.of("stop[bbbbbbbbbbbb]", "goTo[bbbbbbbbbbbb, Street]"), devices.calls());
        assertEquals(2, audit.calls().size());
        assertEquals(
                List.of("Gate", "Street"),
                console.run("camera:ptz", City.PARK.id()).output().lines().toList());
        assertEquals(2, audit.calls().size());
    }

    @Test
    void ptzRefusesWhatItDoesNotKnowBeforeAnythingIsNotedOrMoved() throws Exception {
        assertTrue(
                console.run("camera:ptz", City.PARK.id(), "sideways").failure().contains("is no direction"));
        assertTrue(console.run("camera:ptz", "--speed", "7", City.PARK.id(), "up")
                .failure()
                .contains("--speed"));
        assertTrue(console.run("camera:ptz", "zzzzzzzzzzzz", "up").failure().contains("there is no camera"));
        assertTrue(console.run("camera:ptz", "--preset", "Gate", City.PARK.id(), "up")
                .failure()
                .contains("choose"));
        assertEquals(List.of(), devices.calls());
        assertEquals(List.of(), audit.calls());
    }

    @Test
    void clockIsShownAndSet() throws Exception {
        assertTrue(console.run("camera:clock", "--no-format", City.PARK.id())
                .output()
                .contains("clock\t7 h 0 min slow"));
        assertEquals(List.of(), audit.calls());
        assertTrue(console.run("camera:clock", "--no-format", "--set", City.PARK.id())
                .output()
                .contains("clock\tright"));
        assertEquals(List.of("record[Actor[name=console:sari], camera-clock-set, bbbbbbbbbbbb, ]"), audit.calls());
    }

    @Test
    void whatADeviceCannotDoIsOneSentence() throws Exception {
        devices.on("stop", (Fake.Answer) a -> {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "the camera cannot be moved by its driver");
        });
        assertEquals(
                "the camera cannot be moved by its driver",
                console.run("camera:ptz", City.PARK.id(), "stop").failure());
    }

    @Test
    @SuppressWarnings("unchecked")
    void discoverListsWhatWasFoundAndWhatIsRegistered() throws Exception {
        Fake<Discovery> discovery = new Fake<>(Discovery.class).on("search", (Fake.Answer) a -> {
            ((Consumer<Discovery.Progress>) a[2]).accept(new Discovery.Progress(254, 254, 2));
            return List.of(
                    new Discovery.Found(
                            Endpoint.parse("10.0.0.1"),
                            Optional.of("onvif"),
                            new DeviceInfo("Acme", "One", ""),
                            false,
                            "",
                            List.of("aaaaaaaaaaaa")),
                    new Discovery.Found(
                            Endpoint.parse("10.0.0.2"),
                            Optional.empty(),
                            DeviceInfo.UNKNOWN,
                            false,
                            "rtsp: a printer",
                            List.of()));
        });
        Outcome outcome =
                console.with(discovery).run("camera:discover", "--no-format", "--ports", "554, 8554", "10.0.0.0/24");
        assertEquals(
                List.of("10.0.0.1\tonvif\tAcme One\t\taaaaaaaaaaaa\t", "10.0.0.2\t\t\t\t\trtsp: a printer"),
                outcome.output().lines().toList());
        assertTrue(discovery.calls().get(0).startsWith("search[[10.0.0.0/24], [554, 8554], "));
        assertTrue(console.run("camera:discover", "--ports", "http").failure().contains("is no list of ports"));
    }
}
