package id.pantau.service;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** Asks every driver once, at the same time and anonymously; blocks for some seconds, longer while drivers are busy. */
    ProbeReport probe(Endpoint endpoint) throws InterruptedException;

    /**
     * Logs in once with one driver and says what the device offers.
     *
     * @throws CameraException of kind UNSUPPORTED when there is no such driver
     */
    LoginReport login(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException;

    /**
     * Logs in once with one driver and looks at all that the device offers; changes nothing there.
     *
     * @throws CameraException of kind UNSUPPORTED when there is no such driver
     */
    DeviceReport inspect(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException;

    /**
     * Tries the best driver of a make on servers of this machine that are no cameras, and says which rules of its contract it
     * keeps; what it breaks here does not put it into quarantine. Blocks for up to a few minutes.
     *
     * @throws java.util.NoSuchElementException when there is no such driver
     */
    List<Check> verify(String vendor) throws InterruptedException;

    /**
     * The same, and before that on a device of its make: what of the contract can be seen there without changing or moving
     * anything. No wrong password is tried, and this one not again once the device refused it.
     *
     * @param credentials that are known to be right
     * @throws java.util.NoSuchElementException when there is no such driver
     */
    List<Check> verify(String vendor, Endpoint device, Credentials credentials) throws InterruptedException;

    /**
     * Has every driver that can do so ask the networks at hand which devices are there; blocks for about
     * {@code patience}.
     *
     * @param patience at most ten seconds
     * @param found told each address, on any thread; some of them several times
     */
    void discover(Duration patience, Consumer<Endpoint> found) throws InterruptedException;

    /**
     * A driver, and how it behaves.
     *
     * @param vendor its name
     * @param bundle symbolic name and version of its bundle
     * @param why it is in quarantine, without secrets; else empty
     * @param since it is in quarantine
     * @param threads names of its threads that ignore that they were interrupted; they live until they return by
     *     themselves, or until the next restart
     * @param verified what {@link #verify} found last, in a few words; empty when nobody asked since the driver came
     */
    record DriverInfo(
            String vendor,
            String bundle,
            int ranking,
            Standing standing,
            String why,
            Optional<Instant> since,
            List<String> threads,
            String verified) {
        public DriverInfo {
            threads = List.copyOf(threads);
        }

        /** One that is present and has done nothing wrong. */
        public DriverInfo(String vendor, String bundle, int ranking) {
            this(vendor, bundle, ranking, Standing.PRESENT, "", Optional.empty(), List.of(), "");
        }
    }

    /**
     * A rule of a driver's contract, and whether it keeps it.
     *
     * @param detail what it did instead, without secrets; empty when it passed
     */
    record Check(String rule, boolean passed, String detail) {}

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
     * @param faults what drivers did that broke their contract, by vendor, without secrets
     */
    record ProbeReport(Map<String, ProbeResult> answers, Map<String, String> faults) {

        /** Of drivers that all kept their contract. */
        public ProbeReport(Map<String, ProbeResult> answers) {
            this(answers, Map.of());
        }

        /** The best driver that can serve the device. */
        public Optional<String> chosen() {
            return candidates().stream().findFirst();
        }

        /** Every driver that can serve the device, best first. */
        public List<String> candidates() {
            return answers.entrySet().stream()
                    .filter(e -> e.getValue() instanceof ProbeResult.Recognised
                            || e.getValue() instanceof ProbeResult.NeedsLogin)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Whether of those drivers that asked none got any answer. */
        public boolean unreachable() {
            List<ProbeResult> asked = answers.values().stream()
                    .filter(answer -> !(answer instanceof ProbeResult.NotMine not) || not.asked())
                    .toList();
            return !asked.isEmpty() && asked.stream().allMatch(ProbeResult.Unreachable.class::isInstance);
        }
    }

    /**
     * What a login found.
     *
     * @param channels ids, in the device's order
     */
    record LoginReport(DeviceInfo device, List<String> channels) {
        public LoginReport {
            channels = List.copyOf(channels);
        }
    }

    /**
     * What a device offers.
     *
     * @param clockOffset how much its clock is fast; empty when it does not say
     * @param abilities of the device as a whole, such as {@code clock}
     */
    record DeviceReport(
            DeviceInfo device, List<ChannelReport> channels, Optional<Duration> clockOffset, List<String> abilities) {
        public DeviceReport {
            channels = List.copyOf(channels);
            abilities = List.copyOf(abilities);
        }
    }

    /**
     * One channel of a device.
     *
     * @param profiles best picture first
     * @param abilities such as {@code ptz}
     */
    record ChannelReport(String id, List<StreamProfile> profiles, List<String> abilities) {
        public ChannelReport {
            profiles = List.copyOf(profiles);
            abilities = List.copyOf(abilities);
        }
    }
}
