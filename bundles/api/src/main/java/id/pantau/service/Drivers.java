package id.pantau.service;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The vendor drivers, called so that a bad one hurts nobody else. Thread-safe. */
@ProviderType
public interface Drivers {

    /** Every driver that is present, best first. */
    List<DriverInfo> all();

    /** Asks every driver once, at the same time and anonymously; blocks for at most some seconds. */
    ProbeReport probe(Endpoint endpoint) throws InterruptedException;

    /**
     * Logs in once with one driver and says what the device offers.
     *
     * @throws CameraException of kind UNSUPPORTED when there is no such driver
     */
    LoginReport login(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException;

    /**
     * A driver that is present.
     *
     * @param vendor its name
     * @param bundle symbolic name and version of its bundle
     */
    record DriverInfo(String vendor, String bundle, int ranking) {}

    /**
     * What every driver said.
     *
     * @param answers by vendor, best driver first
     */
    record ProbeReport(Map<String, ProbeResult> answers) {

        /** The best driver that can serve the device. */
        public Optional<String> chosen() {
            return answers.entrySet().stream()
                    .filter(e -> e.getValue() instanceof ProbeResult.Recognised
                            || e.getValue() instanceof ProbeResult.NeedsLogin)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        /** Whether no driver got any answer at all. */
        public boolean unreachable() {
            return !answers.isEmpty() && answers.values().stream().allMatch(ProbeResult.Unreachable.class::isInstance);
        }
    }

    /**
     * What a login found.
     *
     * @param channels ids, in the device's order
     */
    record LoginReport(String make, String model, List<String> channels) {}
}
