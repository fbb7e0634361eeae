package id.pantau.alerts;

import id.pantau.service.ConfigurationCheck;
import id.pantau.service.ConfigurationValues;
import java.util.Map;
import java.util.Optional;

/** Refuses an alert that could never be sent, before the last good one is lost. */
public final class AlertCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return Alert.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        try {
            AlertSettings.of(ConfigurationValues.as(AlertConfig.class, values));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
