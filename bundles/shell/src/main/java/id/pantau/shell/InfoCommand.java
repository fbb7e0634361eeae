package id.pantau.shell;

import org.apache.karaf.shell.api.action.Option;

/** A command that shows one thing with all its properties. */
public abstract class InfoCommand extends PantauCommand {

    @Option(name = "--no-format", description = "Plain columns, separated by tabs")
    private boolean noFormat;

    @Option(name = "--json", description = "A JSON object")
    private boolean json;

    @Override
    protected final void run(Services services) throws Exception {
        Listing<?> listing = info(services);
        if (json) {
            listing.printJsonObject(System.out);
        } else {
            listing.printDetails(System.out, !noFormat);
        }
    }

    /** Exactly one thing. */
    protected abstract Listing<?> info(Services services) throws Exception;
}
