package id.pantau.plugins;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.bundle.core.BundleState;
import org.apache.karaf.bundle.core.BundleStateService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin exports no package: another bundle could wire itself to it, and the plugin's update or removal would restart
 * that one too. A bundle that implements an SPI and exports packages therefore never resolves; the log and {@code
 * bundle:diag} say why. (OSGi Core R8, 57.4, resolver hooks.) Thread-safe.
 */
@Component(immediate = true)
public final class ExportRule implements ResolverHookFactory, BundleStateService {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRule.class);
    private static final String API = "id.pantau.api";
    private static final String SPI = "id.pantau.spi.";
    private static final int MOST_REMEMBERED = 100;

    /** What was said already, by bundle, so that a folder that is scanned every second says it once. */
    private final Map<String, String> said = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Refusal();
    }

    @Override
    public String getName() {
        return "Pantau";
    }

    @Override
    public @Nullable String getDiag(Bundle bundle) {
        return refusal(bundle).orElse(null);
    }

    @Override
    public BundleState getState(Bundle bundle) {
        return refusal(bundle).isPresent() ? BundleState.Failure : BundleState.Unknown;
    }

    private static Optional<String> refusal(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleRevision.class)).flatMap(ExportRule::refusal);
    }

    /** Why the bundle is refused, if it is. */
    private static Optional<String> refusal(BundleRevision revision) {
        Set<String> exported = exported(revision);
        boolean plugin = !API.equals(revision.getSymbolicName())
                && Stream.concat(imported(revision), exported.stream()).anyMatch(name -> name.startsWith(SPI));
        if (!plugin || exported.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Plugin " + revision.getSymbolicName() + " " + revision.getVersion()
                + " is refused: it exports " + String.join(", ", exported)
                + ", so its removal could take other bundles down. Leave Export-Package out of its manifest.");
    }

    private static Set<String> exported(BundleRevision revision) {
        return revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(ExportRule::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(BundleCapability capability) {
        return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    private static Stream<String> imported(BundleRevision revision) {
        return revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(requirement -> requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""))
                .map(ExportRule::packageInFilter);
    }

    private static String packageInFilter(String filter) {
        String key = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=";
        int start = filter.indexOf(key);
        return start < 0 ? "" : filter.substring(start + key.length(), filter.indexOf(')', start));
    }

    private final class Refusal implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(candidate -> {
                Optional<String> reason = refusal(candidate);
                reason.ifPresent(text -> {
                    if (!text.equals(said.put(candidate.getBundle().getLocation(), text))) {
                        LOG.error("{}", text);
                    }
                });
                return reason.isPresent();
            });
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {}

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {}

        @Override
        public void end() {}
    }
}
