package id.pantau.shell.storage;

import id.pantau.service.Cameras;
import id.pantau.service.Recordings;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import id.pantau.shell.camera.CameraCompleter;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What was recorded of a camera. */
@Service
@Command(
        scope = "recording",
        name = "find",
        description = "Lists the recorded segments of a camera that overlap a time; times without an offset are the"
                + " server's")
public final class RecordingFindCommand extends ListCommand {

    @Argument(index = 0, name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "from", description = "Such as 2026-11-22T03:00 or 2026-11-21T20:00Z", required = true)
    private String from = "";

    @Argument(index = 2, name = "to", description = "In the same form, or now", required = true)
    private String to = "";

    @Override
    protected Listing<?> listing(Services services) throws IOException {
        if (services.get(Cameras.class).find(id).isEmpty()) {
            throw new NoSuchElementException("there is no camera '" + id + "'");
        }
        Instant start = Times.begin("from", from);
        Instant end = Times.end("to", to);
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("the time ends before it begins");
        }
        return new Listing<>(services.get(Recordings.class).find(id, start, end))
                .column("start", Segment::start)
                .column("end", Segment::end)
                .column("seconds", s -> Duration.between(s.start(), s.end()).toMillis() / 1000.0);
    }
}
