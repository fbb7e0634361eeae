package id.pantau.vendor.push.console;

import id.pantau.vendor.push.Push;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the streams that have a key. */
@Service
@Command(scope = "push", name = "list", description = "Lists the streams that have a key, and who is sending them")
@SuppressWarnings("NullAway.Init") // the shell sets the reference before it executes
public final class ListCommand implements Action {
    @Option(name = "--no-format", description = "Prints without borders and headings")
    boolean noFormat;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    Push push;

    @Override
    public @Nullable Object execute() {
        if (json) {
            System.out.println(push.streams().stream().map(this::json).collect(Collectors.joining(",\n ", "[", "]")));
            return null;
        }
        ShellTable table = new ShellTable().emptyTableText("No streams: push:key NAME makes one");
        table.column("Stream");
        table.column("Address here");
        table.column("Sending");
        table.column("From");
        table.column("Protocol");
        table.column("Codec");
        table.column("kbit/s").alignRight();
        table.column("Since");
        for (Push.Stream stream : push.streams()) {
            String address = push.address(stream.name()).toString();
            stream.sending()
                    .ifPresentOrElse(
                            info -> table.addRow()
                                    .addContent(
                                            stream.name(),
                                            address,
                                            "yes",
                                            info.from(),
                                            info.protocol(),
                                            info.codec(),
                                            info.bitsPerSecond() / 1000,
                                            info.since()),
                            () -> table.addRow().addContent(stream.name(), address, "no", "", "", "", "", ""));
        }
        table.print(System.out, !noFormat);
        return null;
    }

    /** Names, addresses and words of this bundle's own, in which nothing needs escaping. */
    private String json(Push.Stream stream) {
        String start =
                "{\"name\":\"" + stream.name() + "\",\"address\":\"" + push.address(stream.name()) + "\",\"sending\":";
        return stream.sending()
                .map(info -> start + "true,\"from\":\"" + info.from() + "\",\"protocol\":\"" + info.protocol()
                        + "\",\"codec\":\"" + info.codec() + "\",\"bitsPerSecond\":" + info.bitsPerSecond()
                        + ",\"since\":\"" + info.since() + "\"}")
                .orElse(start + "false}");
    }
}
