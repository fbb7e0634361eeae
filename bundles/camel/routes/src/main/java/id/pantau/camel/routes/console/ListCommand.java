package id.pantau.camel.routes.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.camel.routes.RouteFiles;
import id.pantau.camel.routes.RouteState;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the route files. */
@Service
@Command(scope = "route", name = "list", description = "Lists the route files, and what is wrong with them")
@SuppressWarnings("NullAway.Init") // the shell sets the reference before it executes
public final class ListCommand implements Action {
    @Option(name = "--no-format", description = "Prints without borders and headings")
    boolean noFormat;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    RouteFiles files;

    @Override
    public @Nullable Object execute() throws JsonProcessingException {
        if (json) {
            System.out.println(json());
            return null;
        }
        ShellTable table = new ShellTable().emptyTableText("No route files in etc/routes: see docs/write-a-route.md");
        table.column("File");
        table.column("State");
        table.column("Routes");
        table.column("Done").alignRight();
        table.column("Failed").alignRight();
        table.column("Problem");
        for (RouteState file : files.all()) {
            table.addRow()
                    .addContent(
                            file.file(),
                            file.kind().code(),
                            String.join(" ", file.routes()),
                            file.done(),
                            file.failed(),
                            printable(file.problem()));
        }
        table.print(System.out, !noFormat);
        return null;
    }

    /** What a server or a message said may hold what moves the cursor. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode all = mapper.createArrayNode();
        for (RouteState file : files.all()) {
            ObjectNode node = all.addObject()
                    .put("file", file.file())
                    .put("state", file.kind().code());
            ArrayNode routes = node.putArray("routes");
            file.routes().forEach(routes::add);
            node.put("done", file.done()).put("failed", file.failed()).put("problem", file.problem());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }
}
