package id.pantau.shell.onboarding;

import id.pantau.service.Onboarding;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another look at cameras that could not be probed. */
@Service
@Command(
        scope = "onboarding",
        name = "retry",
        description =
                "Tries submitted cameras again that came to nothing, with other values where --set says so; options come"
                        + " before the ids")
public final class OnboardingRetryCommand extends PantauCommand {

    @Argument(name = "ids", description = "The rows' ids (onboarding:list)", required = true, multiValued = true)
    @Completion(RowCompleter.class)
    private List<String> ids = new ArrayList<>();

    @Option(
            name = "--set",
            description = "FIELD=VALUE to set first, such as scene=street; once for each field",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> set = new ArrayList<>();

    @Override
    protected void run(Services services) throws Exception {
        Onboarding onboarding = services.get(Onboarding.class);
        Map<String, String> fields = fields();
        each(ids, id -> {
            onboarding.retry(id, fields, who());
            return id + " is tried again";
        });
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : set) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set needs FIELD=VALUE");
            }
            if (fields.put(pair.substring(0, equals).strip(), pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("--set has a field twice");
            }
        }
        return fields;
    }
}
