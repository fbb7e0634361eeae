package id.pantau.shell.storage;

import id.pantau.service.Cameras;
import id.pantau.service.Exports;
import id.pantau.service.Exports.ExportedFile;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import id.pantau.shell.camera.CameraCompleter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A camera's recording as files. */
@Service
@Command(
        scope = "recording",
        name = "export",
        description =
                "Writes what was recorded of a camera to MP4 files in a folder of the server, at most 24 hours; times without an offset"
                        + " are the server's")
public final class RecordingExportCommand extends ListCommand {

    @Option(
            name = "--why",
            description = "For the audit trail, which keeps the files' SHA-256 with it",
            required = true)
    private String why = "";

    @Argument(index = 0, name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "from", description = "Such as 2026-11-22T03:00 or 2026-11-21T20:00Z", required = true)
    private String from = "";

    @Argument(index = 2, name = "to", description = "In the same form, or now", required = true)
    private String to = "";

    @Argument(index = 3, name = "folder", description = "A folder of the server that exists", required = true)
    private String folder = "";

    @Override
    protected Listing<?> listing(Services services) throws IOException {
        requireWords(why);
        if (services.get(Cameras.class).find(id).isEmpty()) {
            throw new NoSuchElementException("there is no camera '" + id + "'");
        }
        Path where = Path.of(folder).toAbsolutePath().normalize();
        return new Listing<>(services.get(Exports.class)
                        .export(id, Times.begin("from", from), Times.end("to", to), where, who(), why))
                .column("file", file -> file.file().toString())
                .column("start", ExportedFile::start)
                .column("end", ExportedFile::end)
                .column("seconds", file -> file.recorded().toMillis() / 1000.0)
                .column("bytes", ExportedFile::bytes)
                .column("sha256", ExportedFile::sha256);
    }
}
