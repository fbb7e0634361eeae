package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.tck.vendor.FakeWeb;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Services that the fake camera does not have, against answers as ONVIF's schemas write them. */
class OtherServicesTest {
    private static final Pattern OPERATION = Pattern.compile("<s:Body[^>]*>(<(\\w+) .*)</s:Body>");

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private FakeWeb web;
    private OnvifDevice device;

    @BeforeEach
    void connect() throws Exception {
        web = new FakeWeb(request -> {
            Matcher matcher = OPERATION.matcher(request.text());
            String operation = matcher.find() ? matcher.group(2) : "";
            asked.add(matcher.group(1));
            String xml = "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><" + operation
                    + "Response>" + answers.getOrDefault(operation, "") + "</" + operation
                    + "Response></e:Body></e:Envelope>";
            return Response.of(200, "application/soap+xml", xml.getBytes(StandardCharsets.UTF_8));
        });
        String services = "";
        for (String name : List.of("ver20/media", "ver20/ptz", "ver20/imaging", "ver10/search", "ver10/replay")) {
            services += "<Service><Namespace>http://www.onvif.org/" + name + "/wsdl</Namespace><XAddr>http://10.0.0.9/x"
                    + "</XAddr></Service>";
        }
        answers.put("GetServices", services);
        URI address = URI.create("http://127.0.0.1:" + web.port() + "/onvif/device_service");
        device = OnvifDevice.connect(address, null, OnvifOptions.defaults());
    }

    @AfterEach
    void close() {
        web.close();
    }

    private String lastAsked() {
        return asked.get(asked.size() - 1);
    }

    @Test
    @DisplayName("recordings are found in as many rounds as the device needs, and replayed on the host that was asked")
    void recordings() throws Exception {
        RecordingService recordings = device.recordings().orElseThrow();
        answers.put("FindRecordings", "<SearchToken>s1</SearchToken>");
        answers.put(
                "GetRecordingSearchResults",
                "<ResultList><SearchState>Completed</SearchState><RecordingInformation><RecordingToken>r1</RecordingToken>"
                        + "<Source><SourceId>vs1</SourceId><Name>Gate</Name></Source>"
                        + "<EarliestRecording>2026-01-01T00:00:00Z</EarliestRecording>"
                        + "<RecordingStatus>Recording</RecordingStatus></RecordingInformation></ResultList>");
        answers.put("GetReplayUri", "<Uri>rtsp://10.0.0.9:555/replay/r1</Uri>");
        assertEquals(
                List.of(new Recording(
                        "r1",
                        "vs1",
                        "Gate",
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.empty(),
                        "Recording")),
                recordings.find());
        assertEquals(URI.create("rtsp://127.0.0.1:555/replay/r1"), recordings.replayUri("r1"));
        assertTrue(lastAsked().contains("<RecordingToken>r1</RecordingToken>"), lastAsked());
    }

    @Test
    @DisplayName("a search that never ends is ended")
    void endlessSearch() throws Exception {
        answers.put("FindRecordings", "<SearchToken>s1</SearchToken>");
        answers.put("GetRecordingSearchResults", "<ResultList><SearchState>Searching</SearchState></ResultList>");
        assertEquals(List.of(), device.recordings().orElseThrow().find());
        assertTrue(lastAsked().startsWith("<EndSearch "), lastAsked());
    }

    @Test
    @DisplayName("imaging settings are read, and only what is given is written, in the schema's order")
    void imaging() throws Exception {
        ImagingService imaging = device.imaging().orElseThrow();
        answers.put(
                "GetImagingSettings",
                "<ImagingSettings><Brightness>50</Brightness><IrCutFilter>AUTO</IrCutFilter></ImagingSettings>");
        ImagingSettings settings = imaging.settings("vs1");
        assertEquals(OptionalDouble.of(50), settings.brightness());
        assertEquals(OptionalDouble.empty(), settings.contrast());
        imaging.set(
                "vs1",
                new ImagingSettings(
                        OptionalDouble.of(60),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(1.5),
                        "ON"));
        String schema = " xmlns=\"http://www.onvif.org/ver10/schema\">";
        assertTrue(
                lastAsked()
                        .contains("<ImagingSettings><Brightness" + schema + "60</Brightness><IrCutFilter" + schema
                                + "ON</IrCutFilter><Sharpness" + schema + "1.5</Sharpness></ImagingSettings>"),
                lastAsked());
    }

    @Test
    @DisplayName("what is drawn over pictures and what is hidden in them is read")
    void overlays() throws Exception {
        MediaService media = device.media().get(0);
        answers.put(
                "GetOSDs",
                "<OSDs token='o1'><VideoSourceConfigurationToken>vsc1</VideoSourceConfigurationToken><Type>Text</Type>"
                        + "<Position><Type>UpperLeft</Type></Position><TextString><Type>Plain</Type>"
                        + "<PlainText>Gate</PlainText></TextString></OSDs><OSDs token='o2'><Type>Text</Type>"
                        + "<TextString><Type>DateAndTime</Type></TextString></OSDs>");
        assertEquals(
                List.of(
                        new Osd("o1", "vsc1", "Text", "UpperLeft", "Gate"),
                        new Osd("o2", "", "Text", "", "DateAndTime")),
                media.osds("vsc1"));
        answers.put(
                "GetMasks",
                "<Masks token='m1'><ConfigurationToken>vsc1</ConfigurationToken><Polygon><Point x='-1' y='0.5'/>"
                        + "<Point x='0' y='1'/></Polygon><Type>Color</Type><Enabled>true</Enabled></Masks>");
        assertEquals(
                List.of(new PrivacyMask(
                        "m1",
                        "vsc1",
                        List.of(new PrivacyMask.Point(-1, 0.5), new PrivacyMask.Point(0, 1)),
                        "Color",
                        true)),
                media.masks("vsc1"));
    }

    @Test
    @DisplayName("moves go to a place and by a way; an axis that the profile lacks is left out")
    void ptz() throws Exception {
        PtzService ptz = device.ptz().orElseThrow();
        MediaProfile profile = new MediaProfile(
                "p1",
                "",
                "vs1",
                "vsc1",
                Optional.empty(),
                Optional.of(new MediaProfile.PtzConfiguration("c1", "n1", true, false)));
        String schema = " xmlns=\"http://www.onvif.org/ver10/schema\"";
        ptz.moveTo(profile, new PtzVector(0.1, -0.2, 0.5));
        assertTrue(
                lastAsked().contains("<Position><PanTilt" + schema + " x=\"0.1\" y=\"-0.2\"/></Position>"),
                lastAsked());
        ptz.moveBy(profile, new PtzVector(1, 0, 0));
        assertTrue(lastAsked().contains("<Translation><PanTilt" + schema + " x=\"1\" y=\"0\"/></Translation>"));
        answers.put("GetStatus", "<PTZStatus><MoveStatus><PanTilt>MOVING</PanTilt></MoveStatus></PTZStatus>");
        assertEquals(new PtzStatus(Optional.empty(), true, ""), ptz.status(profile));
    }

    @Test
    @DisplayName("an address that is none is refused, and says at which call")
    void brokenAddress() throws Exception {
        answers.put("GetStreamUri", "<Uri>rtsp:///nowhere</Uri>");
        MediaService media = device.media().get(0);
        OnvifException e = assertThrows(OnvifException.class, () -> media.streamUri("p1"));
        assertEquals(OnvifException.Kind.PROTOCOL, e.kind());
        assertTrue(e.getMessage().contains("GetStreamUri"), e.getMessage());
    }
}
