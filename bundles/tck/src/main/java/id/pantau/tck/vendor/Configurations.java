package id.pantau.tck.vendor;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes component configuration for tests. */
public final class Configurations {
    private Configurations() {}

    /** The declared defaults of {@code type}, overridden by {@code values} under the names of its methods. */
    public static <A extends Annotation> A of(Class<A> type, Map<String, ?> values) {
        InvocationHandler answer = (proxy, method, arguments) -> {
            Object value = values.get(method.getName());
            return value != null ? value : method.getDefaultValue();
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answer));
    }
}
