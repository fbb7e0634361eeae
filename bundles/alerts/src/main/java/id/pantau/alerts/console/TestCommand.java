package id.pantau.alerts.console;

import id.pantau.alerts.Alerts;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Sends a test message. */
@Service
@Command(scope = "alert", name = "test", description = "Sends a test message, and says whether it was accepted")
@SuppressWarnings("NullAway.Init") // the shell sets the fields before it executes
public final class TestCommand implements Action {
    @Argument(index = 0, name = "NAME", description = "Of id.pantau.alert-NAME.cfg", required = true)
    @Completion(AlertCompleter.class)
    String name;

    @Reference
    Alerts alerts;

    @Override
    public @Nullable Object execute() throws Exception {
        alerts.test(name);
        PrintStream out = System.out;
        out.println(name + ": sent");
        return null;
    }
}
