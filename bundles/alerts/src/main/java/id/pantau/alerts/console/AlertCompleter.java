package id.pantau.alerts.console;

import id.pantau.alerts.Alerts;
import id.pantau.alerts.Alerts.Info;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The alerts' names. */
@Service
@SuppressWarnings("NullAway.Init") // the shell sets the reference before it completes
public final class AlertCompleter implements Completer {
    @Reference
    Alerts alerts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = alerts.all().stream().map(Info::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
