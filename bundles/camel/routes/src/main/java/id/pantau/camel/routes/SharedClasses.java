package id.pantau.camel.routes;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.spi.ClassResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the container's own context finds, whose class resolver knows the bundles with components: parts of components and
 * languages, and what {@link RouteCheck} lists. No class besides, since Camel also makes objects of what a text calls {@code #class:}.
 */
final class SharedClasses implements ClassResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SharedClasses.class);
    private static final Pattern PART = Pattern.compile(
            "(org\\.apache\\.camel\\.(component|language)\\.([a-z0-9]+\\.)+|id\\.pantau\\.camel\\.[a-z]+\\.)"
                    + "[A-Za-z0-9]+(Component|ComponentConfigurer|EndpointConfigurer|EndpointUriFactory|Language)"
                    + "|org\\.apache\\.kafka\\.common\\.serialization\\.[A-Za-z]+|org\\.apache\\.kafka\\.clients\\.[a-z.]+[A-Za-z]+");

    private final ClassResolver shared;

    SharedClasses(ClassResolver shared) {
        this.shared = shared;
    }

    private static boolean isKnown(String name) {
        boolean known =
                PART.matcher(name).matches() || RouteCheck.TYPES.contains(name) || RouteCheck.EXCEPTIONS.contains(name);
        if (!known) {
            LOG.debug("a route file's context does not know the class {}", name);
        }
        return known;
    }

    private static String known(String name) throws ClassNotFoundException {
        if (!isKnown(name)) {
            throw new ClassNotFoundException("class " + name + " is not allowed in route files");
        }
        return name;
    }

    @Override
    public void addClassLoader(ClassLoader loader) {
        throw new UnsupportedOperationException("class loaders are the container's");
    }

    @Override
    public Set<ClassLoader> getClassLoaders() {
        return shared.getClassLoaders();
    }

    @Override
    public @Nullable ClassLoader getClassLoader(String name) {
        return shared.getClassLoader(name);
    }

    @Override
    public @Nullable Class<?> resolveClass(String name) {
        return isKnown(name) ? shared.resolveClass(name) : null;
    }

    @Override
    public <T> @Nullable Class<T> resolveClass(String name, Class<T> type) {
        return isKnown(name) ? shared.resolveClass(name, type) : null;
    }

    @Override
    public @Nullable Class<?> resolveClass(String name, ClassLoader loader) {
        return isKnown(name) ? shared.resolveClass(name, loader) : null;
    }

    @Override
    public <T> @Nullable Class<T> resolveClass(String name, Class<T> type, ClassLoader loader) {
        return isKnown(name) ? shared.resolveClass(name, type, loader) : null;
    }

    @Override
    public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(known(name));
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(known(name), type);
    }

    @Override
    public Class<?> resolveMandatoryClass(String name, ClassLoader loader) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(known(name), loader);
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type, ClassLoader loader)
            throws ClassNotFoundException {
        return shared.resolveMandatoryClass(known(name), type, loader);
    }

    @Override
    public @Nullable InputStream loadResourceAsStream(String uri) {
        return shared.loadResourceAsStream(uri);
    }

    @Override
    public @Nullable URL loadResourceAsURL(String uri) {
        return shared.loadResourceAsURL(uri);
    }

    @Override
    public Enumeration<URL> loadResourcesAsURL(String uri) {
        return shared.loadResourcesAsURL(uri);
    }

    @Override
    public Enumeration<URL> loadAllResourcesAsURL(String uri) {
        return shared.loadAllResourcesAsURL(uri);
    }
}
