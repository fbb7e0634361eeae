package id.pantau.onboarding;

import id.pantau.onboarding.door.DoorSettings;
import id.pantau.service.ConfigurationCheck;
import id.pantau.service.ConfigurationValues;
import java.util.Map;
import java.util.Optional;

/** Refuses a partner's file that could not be used, before the last good one is lost. */
public final class PartnerCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return PartnerFile.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        try {
            PartnerConfig config = ConfigurationValues.as(PartnerConfig.class, values);
            PartnerFile.title(config.title());
            Mapping.parse(config.columns(), config.values());
            DoorSettings.of(config);
            PartnerFile.signingKey(config);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
