package id.pantau.shell.secret;

import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Names of secrets. */
@Service
public final class SecretCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        try {
            return new Secrets(services).names().stream().collect(Collectors.toMap(Function.identity(), name -> ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
