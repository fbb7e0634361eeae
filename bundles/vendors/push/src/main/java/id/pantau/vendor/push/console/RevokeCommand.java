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

/** Ends a stream's key. */
@Service
@Command(scope = "push", name = "revoke", description = "Ends a stream's key and disconnects who sends with it")
@SuppressWarnings("NullAway.Init") // the shell sets the fields before it executes
public final class RevokeCommand implements Action {
    @Argument(name = "NAME", description = "The stream's name", required = true)
    @Completion(StreamCompleter.class)
    String name;

    @Reference
    Push push;

    @Reference
    AuditTrail audit;

    @Override
    public @Nullable Object execute() throws IOException {
        if (!push.revoke(name)) {
            throw new IllegalArgumentException("the stream " + name + " has no key (push:list)");
        }
        audit.record(ConsoleUser.actor(), "push:revoke", name, "");
        System.out.println("push " + name + ": revoked");
        return null;
    }
}
