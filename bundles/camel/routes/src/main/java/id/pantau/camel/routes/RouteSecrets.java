package id.pantau.camel.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code {{secret:NAME}}}, for secrets whose names begin with {@code route-} alone: the password of a partner's door is none of a route
 * file's. What stands in an endpoint's URI instead, or in a log, is a name that this registry alone knows. There is no other function:
 * none that reads the environment.
 */
final class RouteSecrets implements BeanRepository, PropertiesFunctionResolver, PropertiesFunction {
    static final String BEAN = "secret.";
    static final String NAME = "route-[A-Za-z0-9_-]{1,58}";
    private static final String FUNCTION = "secret";
    private static final int LARGEST = 8_192;

    private final Path folder;

    /** @param folder with a file for each secret, as {@code secret:set} keeps them */
    RouteSecrets(Path folder) {
        this.folder = folder;
    }

    @Override
    public String getName() {
        return FUNCTION;
    }

    @Override
    public String apply(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "secrets of route files have names that begin with route-, such as {{secret:route-mail}}");
        }
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new IllegalArgumentException("there is no secret " + name + ": set it with secret:set " + name);
        }
        return "#bean:" + BEAN + name;
    }

    @Override
    public void addPropertiesFunction(PropertiesFunction function) {
        throw new UnsupportedOperationException("route files have no function but " + FUNCTION);
    }

    @Override
    public Map<String, PropertiesFunction> getFunctions() {
        return Map.of(FUNCTION, this);
    }

    @Override
    public boolean hasFunction(String name) {
        return FUNCTION.equals(name);
    }

    @Override
    public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
        return hasFunction(name) ? this : null;
    }

    @Override
    public @Nullable Object lookupByName(String bean) {
        if (!bean.startsWith(BEAN) || !bean.substring(BEAN.length()).matches(NAME)) {
            return null;
        }
        Path file = folder.resolve(bean.substring(BEAN.length()));
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return null;
            }
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("a secret could not be read", e);
        }
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String bean, Class<T> type) {
        Object secret = lookupByName(bean);
        return type.isInstance(secret) ? type.cast(secret) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }
}
