package id.pantau.service;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The vendor drivers, called so that a bad one hurts nobody else. Thread-safe. */
@ProviderType
public interface Drivers {

    /** Every driver that is present, best first; then those in quarantine and those that left threads behind. */
    List<DriverInfo> all();

    /**
     * Lets a make's driver out of quarantine: starts its bundle and calls it again. Blocks for at most some seconds.
     *
     * @throws java.util.NoSuchElementException when no driver of that name is in quarantine
     * @throws IllegalStateException with the reason when its bundle does not start; it stays in quarantine
     */
    void retry(String vendor) throws InterruptedException;

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
     * A driver, and how it behaves.
     *
     * @param vendor its name
     * @param bundle symbolic name and version of its bundle
     * @param why it is in quarantine, without secrets; else empty
     * @param since it is in quarantine
     * @param threads names of its threads that ignore that they were interrupted; they live until they return by
     *     themselves, or until the next restart
     */
    record DriverInfo(
            String vendor,
            String bundle,
            int ranking,
            Standing standing,
            String why,
            Optional<Instant> since,
            List<String> threads) {
        public DriverInfo {
            threads = List.copyOf(threads);
        }

        /** One that is present and has done nothing wrong. */
        public DriverInfo(String vendor, String bundle, int ranking) {
            this(vendor, bundle, ranking, Standing.PRESENT, "", Optional.empty(), List.of());
        }
    }

    /** Whether a driver is called. */
    enum Standing {
        PRESENT,
        /** It misbehaved: it is called no more, and its bundle is stopped. */
        QUARANTINED,
        /** Its bundle is gone, but some of its threads are not. */
        LEFT
    }

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
