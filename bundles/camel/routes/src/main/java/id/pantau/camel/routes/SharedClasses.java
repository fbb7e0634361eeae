package id.pantau.camel.routes;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Set;
import org.apache.camel.spi.ClassResolver;
import org.jspecify.annotations.Nullable;

/** Finds what the container's own context finds, whose class resolver knows the bundles with components. */
final class SharedClasses implements ClassResolver {
    private final ClassResolver shared;

    SharedClasses(ClassResolver shared) {
        this.shared = shared;
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
        return shared.resolveClass(name);
    }

    @Override
    public <T> @Nullable Class<T> resolveClass(String name, Class<T> type) {
        return shared.resolveClass(name, type);
    }

    @Override
    public @Nullable Class<?> resolveClass(String name, ClassLoader loader) {
        return shared.resolveClass(name, loader);
    }

    @Override
    public <T> @Nullable Class<T> resolveClass(String name, Class<T> type, ClassLoader loader) {
        return shared.resolveClass(name, type, loader);
    }

    @Override
    public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(name);
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(name, type);
    }

    @Override
    public Class<?> resolveMandatoryClass(String name, ClassLoader loader) throws ClassNotFoundException {
        return shared.resolveMandatoryClass(name, loader);
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type, ClassLoader loader)
            throws ClassNotFoundException {
        return shared.resolveMandatoryClass(name, type, loader);
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
