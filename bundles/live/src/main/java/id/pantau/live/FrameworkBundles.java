package id.pantau.live;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The framework's own bundles. */
final class FrameworkBundles implements Quarantine.Bundles {
    private final BundleContext context;

    FrameworkBundles(BundleContext context) {
        this.context = context;
    }

    /** For good: what watches the deploy folder starts again what was stopped only for now. */
    @Override
    public void stop(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return;
        }
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void start(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return; // uninstalled: there is nothing to try again
        }
        try {
            if (bundle.getState() == Bundle.ACTIVE) {
                bundle.stop(
                        Bundle.STOP_TRANSIENT); // somebody started it by hand: its driver has to come anew to be used
            }
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
