package id.pantau.vendor.push.console;

import id.pantau.service.AuditTrail;
import id.pantau.vendor.push.Push;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** A new key for a stream: this command prints it, and nothing ever does again. */
@Service
@Command(
        scope = "push",
        name = "key",
        description = "Makes a stream's key, instead of the one that it had, and prints it, this once and nothing else")
@SuppressWarnings("NullAway.Init") // the shell sets the fields before it executes
public final class KeyCommand implements Action {
    @Argument(
            name = "NAME",
            description = "The stream's name: lower-case letters, digits and hyphens; it becomes part of an address",
            required = true)
    @Completion(StreamCompleter.class)
    String name;

    @Reference
    Push push;

    @Reference
    AuditTrail audit;

    /** A key whose making cannot be recorded is not told either. */
    @Override
    public @Nullable Object execute() throws IOException {
        boolean had = push.streams().stream().anyMatch(stream -> stream.name().equals(name));
        String key = push.newKey(name);
        audit.record(ConsoleUser.actor(), "push:key", name, had ? "earlier key revoked" : "");
        System.out.println(key);
        return null;
    }
}
