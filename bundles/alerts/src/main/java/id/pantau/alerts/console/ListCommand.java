package id.pantau.alerts.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.alerts.Alerts;
import id.pantau.alerts.Alerts.Info;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the alerts. */
@Service
@Command(scope = "alert", name = "list", description = "Lists the alerts and how their messages fare")
@SuppressWarnings("NullAway.Init") // the shell sets the reference before it executes
public final class ListCommand implements Action {
    @Option(name = "--no-format", description = "Prints without borders and headings")
    boolean noFormat;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    Alerts alerts;

    @Override
    public @Nullable Object execute() throws JsonProcessingException {
        if (json) {
            System.out.println(json());
            return null;
        }
        ShellTable table =
                new ShellTable().emptyTableText("No alerts: see docs/operate.md for id.pantau.alert-NAME.cfg");
        table.column("Alert");
        table.column("Channel");
        table.column("Sent").alignRight();
        table.column("Failed").alignRight();
        table.column("Given up").alignRight();
        table.column("Open").alignRight();
        table.column("Last sent");
        table.column("Problem");
        for (Info alert : alerts.all()) {
            table.addRow()
                    .addContent(
                            alert.name(),
                            alert.channel().isEmpty() ? "(none)" : alert.channel(),
                            alert.sent(),
                            alert.failed(),
                            alert.givenUp(),
                            alert.open(),
                            alert.last().map(Instant::toString).orElse(""),
                            alert.problem());
        }
        table.print(System.out, !noFormat);
        return null;
    }

    private String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode all = mapper.createArrayNode();
        for (Info alert : alerts.all()) {
            ObjectNode node = all.addObject()
                    .put("name", alert.name())
                    .put("channel", alert.channel())
                    .put("sent", alert.sent())
                    .put("failed", alert.failed())
                    .put("givenUp", alert.givenUp())
                    .put("open", alert.open());
            node.put("lastSentAt", alert.last().map(Instant::toString).orElse(null));
            node.put("problem", alert.problem());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }
}
