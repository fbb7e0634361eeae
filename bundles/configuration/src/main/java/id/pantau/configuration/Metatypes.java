package id.pantau.configuration;

import id.pantau.service.ConfigurationCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the rules for a PID in the bundle that describes it. */
final class Metatypes {
    private static final Logger LOG = LoggerFactory.getLogger(Metatypes.class);
    private static final int USABLE = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE;

    private final BundleContext context;

    Metatypes(BundleContext context) {
        this.context = context;
    }

    /** Empty when no bundle describes the PID; nothing can be said about its configurations then. */
    Optional<Rules> rules(String pid) {
        ServiceReference<MetaTypeService> reference = context.getServiceReference(MetaTypeService.class);
        MetaTypeService service = reference == null ? null : context.getService(reference);
        if (reference == null || service == null) {
            LOG.error("No metatype service: the configuration of {} goes unchecked", pid);
            return Optional.empty();
        }
        try {
            return Arrays.stream(context.getBundles())
                    .filter(bundle -> (bundle.getState() & USABLE) != 0)
                    .filter(bundle -> bundle.getHeaders("").get("Service-Component") != null)
                    .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
                    .flatMap(bundle -> rules(service, bundle, pid).stream())
                    .findFirst();
        } finally {
            context.ungetService(reference);
        }
    }

    private static Optional<Rules> rules(MetaTypeService service, Bundle bundle, String pid) {
        MetaTypeInformation information = service.getMetaTypeInformation(bundle);
        if (information == null
                || (!Arrays.asList(information.getPids()).contains(pid)
                        && !Arrays.asList(information.getFactoryPids()).contains(pid))) {
            return Optional.empty();
        }
        return Optional.of(new Rules(information.getObjectClassDefinition(pid, null), checks(bundle, pid)));
    }

    private static List<ConfigurationCheck> checks(Bundle bundle, String pid) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<ConfigurationCheck> checks = new ArrayList<>();
        if (wiring == null) {
            return checks;
        }
        try {
            Iterator<ConfigurationCheck> found = ServiceLoader.load(ConfigurationCheck.class, wiring.getClassLoader())
                    .iterator();
            while (found.hasNext()) {
                ConfigurationCheck check = found.next();
                if (check.pid().equals(pid)) {
                    checks.add(check);
                }
            }
        } catch (ServiceConfigurationError e) {
            LOG.error("{}: its configuration check cannot be used", bundle.getSymbolicName(), e);
        }
        return checks;
    }
}
