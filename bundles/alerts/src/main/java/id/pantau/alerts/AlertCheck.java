package id.pantau.alerts;

import id.pantau.service.ConfigurationCheck;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
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
            AlertSettings.of(config(values));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Typed values as the component gets them, with the same defaults. */
    static AlertConfig config(Map<String, Object> values) {
        InvocationHandler key = (proxy, method, arguments) -> {
            Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
            return value instanceof Collection<?> several
                    ? several.stream().map(String::valueOf).toArray(String[]::new)
                    : value;
        };
        return (AlertConfig)
                Proxy.newProxyInstance(AlertConfig.class.getClassLoader(), new Class<?>[] {AlertConfig.class}, key);
    }
}
