package id.pantau.shell;

import org.apache.karaf.shell.api.action.Option;

/** A command that lists things. */
public abstract class ListCommand extends PantauCommand {

    @Option(name = "--no-format", description = "Plain columns, separated by tabs")
    private boolean noFormat;

    @Option(name = "--json", description = "A JSON array with every property")
    private boolean json;

    @Option(name = "--csv", description = "Comma-separated values with every property, for spreadsheets")
    private boolean csv;

    @Override
    protected final void run(Services services) throws Exception {
        if (json && csv) {
            throw new IllegalArgumentException("choose one of --json and --csv");
        }
        Listing<?> listing = listing(services);
        if (csv) {
            listing.printCsv(System.out);
        } else if (json) {
            listing.printJson(System.out);
        } else {
            listing.printTable(System.out, !noFormat);
        }
    }

    protected abstract Listing<?> listing(Services services) throws Exception;
}
