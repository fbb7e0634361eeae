package id.pantau.vendor.push.console;

import id.pantau.vendor.push.Push;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The names of the streams that have a key. */
@Service
@SuppressWarnings("NullAway.Init") // the shell sets the field before it completes
public final class StreamCompleter implements Completer {
    @Reference
    Push push;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = push.streams().stream().map(Push.Stream::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
