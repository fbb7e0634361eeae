package id.pantau.live;

import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** One camera's memory is part of all cameras' memory. */
public final class BudgetCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.live";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        boolean tooMuch = values.get("bytesPerCamera") instanceof Long each
                && values.get("bytesTotal") instanceof Long all
                && each > all;
        return tooMuch ? Optional.of("bytesPerCamera is more than bytesTotal") : Optional.empty();
    }
}
