package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches what a device has recorded, and says where to replay it (Profile G). */
public final class RecordingService {
    private static final int MAX_RECORDINGS = 1000;
    private static final int MAX_ROUNDS = 50;
    private static final int PER_ROUND = 100;

    private final Service search;
    private final Optional<Service> replay;

    RecordingService(Service search, Optional<Service> replay) {
        this.search = search;
        this.replay = replay;
    }

    /** All of them, at most 1,000, as far as the device finds them in 50 rounds. */
    public List<Recording> find() throws OnvifException, InterruptedException {
        String token = search.call(search.request("FindRecordings")
                        .with(XmlElement.of(search.namespace(), "Scope"))
                        .with("MaxMatches", Integer.toString(MAX_RECORDINGS))
                        .with("KeepAliveTime", Duration.ofSeconds(30).toString()))
                .text("SearchToken");
        List<Recording> found = new ArrayList<>();
        for (int round = 0; round < MAX_ROUNDS && found.size() < MAX_RECORDINGS; round++) {
            XmlElement results = results(token);
            results.children("RecordingInformation").stream()
                    .limit(MAX_RECORDINGS - (long) found.size())
                    .map(RecordingService::recording)
                    .forEach(found::add);
            if (results.text("SearchState").equals("Completed")) {
                return List.copyOf(found);
            }
        }
        search.call(search.request("EndSearch").with("SearchToken", token));
        return List.copyOf(found);
    }

    private XmlElement results(String token) throws OnvifException, InterruptedException {
        return search.call(search.request("GetRecordingSearchResults")
                        .with("SearchToken", token)
                        .with("MaxResults", Integer.toString(PER_ROUND))
                        .with("WaitTime", Duration.ofSeconds(1).toString()))
                .find("ResultList")
                .orElseThrow(() -> search.wrong("GetRecordingSearchResults", "no results"));
    }

    private static Recording recording(XmlElement xml) {
        return new Recording(
                xml.text("RecordingToken"),
                xml.text("Source", "SourceId"),
                xml.text("Source", "Name"),
                Values.moment(xml.text("EarliestRecording")),
                Values.moment(xml.text("LatestRecording")),
                xml.text("RecordingStatus"));
    }

    /** Where to replay a recording by RTSP, on the host that was asked, without credentials. */
    public URI replayUri(String recording) throws OnvifException, InterruptedException {
        Service service = replay.orElseThrow(() -> search.lacks("GetReplayUri", "the device has no replay service"));
        XmlElement setup = XmlElement.of(service.namespace(), "StreamSetup")
                .with(XmlElement.of(Namespaces.SCHEMA, "Stream").withText("RTP-Unicast"))
                .with(XmlElement.of(Namespaces.SCHEMA, "Transport").with("Protocol", "RTSP"));
        String told = service.call(service.request("GetReplayUri").with(setup).with("RecordingToken", recording))
                .text("Uri");
        return service.client().addresses().stream(service.uri("GetReplayUri", told));
    }
}
