package id.pantau.camel.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Finds Camel's classes and service files in every bundle that carries Camel components. */
final class BundleClassResolver extends DefaultClassResolver {
    private final Supplier<Collection<Bundle>> bundles;

    BundleClassResolver(Supplier<Collection<Bundle>> bundles) {
        this.bundles = bundles;
    }

    @Override
    protected @Nullable Class<?> loadClass(String name, ClassLoader loader) {
        for (Bundle bundle : bundles.get()) {
            try {
                return bundle.loadClass(name);
            } catch (ClassNotFoundException | IllegalStateException notThere) {
                // the next bundle may have it; a bundle that is just being uninstalled has nothing
                continue;
            }
        }
        return super.loadClass(name, loader);
    }

    @Override
    public @Nullable InputStream loadResourceAsStream(String uri) {
        URL found = find(uri);
        if (found == null) {
            return super.loadResourceAsStream(uri);
        }
        try {
            return found.openStream();
        } catch (IOException goneMeanwhile) {
            return null;
        }
    }

    @Override
    public @Nullable URL loadResourceAsURL(String uri) {
        URL found = find(uri);
        return found != null ? found : super.loadResourceAsURL(uri);
    }

    @Override
    public Enumeration<URL> loadAllResourcesAsURL(String uri) {
        Set<URL> all = new LinkedHashSet<>();
        for (Bundle bundle : bundles.get()) {
            try {
                Enumeration<URL> some = bundle.getResources(relative(uri));
                if (some != null) {
                    all.addAll(Collections.list(some));
                }
            } catch (IOException | IllegalStateException uninstalledMeanwhile) {
                continue;
            }
        }
        return Collections.enumeration(all);
    }

    private @Nullable URL find(String uri) {
        for (Bundle bundle : bundles.get()) {
            try {
                URL found = bundle.getResource(relative(uri));
                if (found != null) {
                    return found;
                }
            } catch (IllegalStateException uninstalledMeanwhile) {
                continue;
            }
        }
        return null;
    }

    private static String relative(String uri) {
        return uri.startsWith("/") ? uri.substring(1) : uri;
    }
}
