package id.pantau.itests.plugin;

import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A policy bundle to swap: version 1 abstains, version 2 denies the camera whose id its bundle was told. */
public final class SwapPolicy implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        var properties = new Hashtable<String, Object>();
        properties.put("pantau.policy", "swap");
        context.registerService(
                StreamPolicy.class,
                new Denier(
                        context.getBundle().getVersion().getMajor(),
                        String.valueOf(context.getProperty("pantau.itests.denied"))),
                properties);
    }

    @Override
    public void stop(BundleContext context) {}

    private record Denier(int version, String denied) implements StreamPolicy {
        @Override
        public Decision decide(PublicationRequest request) {
            return version > 1 && request.camera().equals(System.getProperty("pantau.itests.denied", denied))
                    ? new Decision.Deny(new Text("uji coba", "a test"), "")
                    : new Decision.Abstain();
        }
    }
}
