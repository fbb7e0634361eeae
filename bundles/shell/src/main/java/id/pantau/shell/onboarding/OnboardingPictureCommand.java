package id.pantau.shell.onboarding;

import id.pantau.service.Approvals;
import id.pantau.service.Snapshot;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A waiting camera's picture. */
@Service
@Command(
        scope = "onboarding",
        name = "picture",
        description = "Has another picture of a waiting camera taken, or writes the one there is into a file")
public final class OnboardingPictureCommand extends PantauCommand {

    @Argument(name = "row", description = "The row's id (onboarding:list)", required = true)
    @Completion(RowCompleter.class)
    private String id = "";

    @Option(
            name = "--file",
            description = "A file on the server that does not exist yet, for the picture there is",
            valueToShowInHelp = "")
    private String file = "";

    @Override
    protected void run(Services services) throws Exception {
        Approvals approvals = services.get(Approvals.class);
        if (file.isEmpty()) {
            approvals.pictureAgain(id);
            print("another picture of " + id + " is taken (onboarding:show)");
            return;
        }
        Snapshot picture = approvals
                .picture(id)
                .orElseThrow(
                        () -> new NoSuchElementException("there is no picture of row '" + id + "' (onboarding:show)"));
        try (FileChannel out = FileChannel.open(
                Path.of(file),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var jpeg = picture.jpeg();
            while (jpeg.hasRemaining()) {
                out.write(jpeg);
            }
        }
        print(file + " written, taken at " + picture.takenAt());
    }
}
