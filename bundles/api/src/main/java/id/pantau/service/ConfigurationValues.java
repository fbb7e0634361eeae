package id.pantau.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;

/** Configuration as a component's annotation type presents it, for a {@link ConfigurationCheck} that is asked before there is one. */
public final class ConfigurationValues {
    private ConfigurationValues() {}

    /**
     * Values as an instance of the annotation type that describes them, whose methods are named as the keys; keys that are
     * absent have the type's defaults.
     *
     * @param values by key, typed as a {@link ConfigurationCheck} gets them
     */
    public static <A> A as(Class<A> type, Map<String, Object> values) {
        InvocationHandler key = (proxy, method, arguments) -> {
            Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
            return value instanceof Collection<?> several
                    ? several.stream().map(String::valueOf).toArray(String[]::new)
                    : value;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, key));
    }
}
