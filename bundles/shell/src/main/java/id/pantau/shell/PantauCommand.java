package id.pantau.shell;

import id.pantau.model.Actor;
import id.pantau.service.PublicationRefusedException;
import id.pantau.spi.vendor.CameraException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * A command that says in one sentence why it failed, and fails then: the caller of {@code ./pantau console} sees it in
 * the exit code. Output goes to the standard output, which Karaf redirects per session and pipe.
 */
public abstract class PantauCommand implements Action {

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private BundleContext context;

    @Override
    public final @Nullable Object execute() throws Exception {
        try (Services services = new Services(context)) {
            run(services);
            return null;
        } catch (IllegalArgumentException
                | IllegalStateException
                | NoSuchElementException
                | IOException
                | CameraException
                | PublicationRefusedException e) {
            throw failure(sentence(e), e);
        }
    }

    protected abstract void run(Services services) throws Exception;

    protected final Session session() {
        return session;
    }

    protected final void print(String line) {
        System.out.println(Printable.of(line));
    }

    /** Who uses this console. */
    protected final Actor who() {
        return ConsoleUser.actor();
    }

    /** Refuses a reason that says nothing, for what others will ask the reason of. */
    protected static void requireWords(String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("--why needs words: others will read them");
        }
    }

    /**
     * Does the same to each of several things. One that is refused is printed and does not keep the others from being
     * done, but the command fails in the end; the only one that is refused is the failure itself.
     */
    protected final void each(List<String> ids, Step step) throws Exception {
        for (String id : ids) {
            if (id.startsWith("-")) {
                throw new IllegalArgumentException("'" + id + "' stands after an id; options come first");
            }
        }
        List<String> refused = new ArrayList<>();
        for (String id : ids) {
            try {
                print(step.take(id));
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | NoSuchElementException
                    | PublicationRefusedException e) {
                if (ids.size() == 1) {
                    throw failure(id + ": " + sentence(e), e);
                }
                print(id + ": " + sentence(e));
                refused.add(id);
            }
        }
        if (!refused.isEmpty()) {
            throw failure(
                    refused.size() + " of " + ids.size() + " refused: " + String.join(" ", refused),
                    new IllegalStateException("refused"));
        }
    }

    /** One thing to do; the answer is what to print. */
    @FunctionalInterface
    protected interface Step {
        String take(String id) throws PublicationRefusedException;
    }

    private static String sentence(Exception e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (e instanceof NoSuchFileException) {
            return "there is no file " + message;
        }
        if (e instanceof FileAlreadyExistsException) {
            return "the file " + message + " exists already";
        }
        return message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** Karaf logs this kind of exception without fuss, and prints its help text as it is. */
    private static CommandException failure(String sentence, Exception cause) {
        String printable = Printable.of(sentence);
        return new CommandException(printable, printable, cause);
    }
}
