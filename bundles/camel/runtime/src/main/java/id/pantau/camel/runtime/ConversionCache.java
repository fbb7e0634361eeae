package id.pantau.camel.runtime;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.converter.CoreTypeConverterRegistry;
import org.apache.camel.spi.TypeConvertible;

/**
 * The pairs of classes that Camel remembers having converted, or having failed to. It never forgets one, and each pins
 * the class loader of its bundle.
 */
final class ConversionCache {
    private final Map<TypeConvertible<?, ?>, ?> pairs;

    ConversionCache(CamelContext context) {
        pairs = pairs(context.getTypeConverterRegistry());
    }

    /** Camel 4.18 offers no way to ask for what is remembered. */
    @SuppressWarnings("unchecked")
    private static Map<TypeConvertible<?, ?>, ?> pairs(Object registry) {
        try {
            Field field = CoreTypeConverterRegistry.class.getDeclaredField("converters");
            field.setAccessible(true);
            return (Map<TypeConvertible<?, ?>, ?>) field.get(registry);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Camel keeps its type converters elsewhere", e);
        }
    }

    /** Forgets every pair with a class of that loader. */
    void forget(ClassLoader loader) {
        pairs.keySet()
                .removeIf(
                        p -> p.getFrom().getClassLoader() == loader || p.getTo().getClassLoader() == loader);
    }
}
