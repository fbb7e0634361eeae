package id.pantau.vendor.push.console;

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

    @Override
    public @Nullable Object execute() throws IOException {
        System.out.println(push.newKey(name));
        return null;
    }
}
