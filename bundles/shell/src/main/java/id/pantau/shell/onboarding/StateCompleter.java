package id.pantau.shell.onboarding;

import id.pantau.model.RowState;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the states of rows. */
@Service
public final class StateCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return Arrays.stream(RowState.values()).collect(Collectors.toMap(RowState::code, state -> ""));
    }
}
