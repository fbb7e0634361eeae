package id.pantau.shell;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Completes what exists now; nothing while its service is absent. */
public abstract class NameCompleter implements Completer {

    @Reference
    @SuppressWarnings("NullAway.Init")
    private BundleContext context;

    /** What may be typed, each with words that explain it. */
    protected abstract Map<String, String> names(Services services);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        try (Services services = new Services(context)) {
            return new StringsCompleter(names(services).keySet()).complete(session, line, candidates);
        }
    }

    @Override
    public final void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        try (Services services = new Services(context)) {
            names(services)
                    .forEach((name, words) ->
                            candidates.add(new Candidate(name, name, null, Printable.cell(words), null, null, true)));
        }
    }
}
