package id.pantau.service;

import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Looks for devices where partners' cameras may be, without logging in. Thread-safe. */
@ProviderType
public interface Discovery {
    /** Most addresses of one search. */
    int MOST_ADDRESSES = 4096;

    /**
     * Asks the drivers what answers them, then knocks at every address, and has every driver look at what opens.
     *
     * @param networks such as {@code 10.20.0.0/24}, within those that are allowed; none means all of those
     * @param ports to knock at, in this order, 1 to 8 of them
     * @param progress told about once a second, on any thread
     * @return by address
     * @throws IllegalArgumentException when a network is not allowed, or there are more than {@link #MOST_ADDRESSES}
     * @throws IllegalStateException when another search is running
     */
    List<Found> search(List<String> networks, List<Integer> ports, Consumer<Progress> progress)
            throws InterruptedException;

    /**
     * How far a search is.
     *
     * @param done addresses
     * @param total addresses
     * @param found devices so far
     */
    record Progress(int done, int total, int found) {}

    /**
     * A device.
     *
     * @param vendor the driver that would serve it; empty when none recognises it
     * @param device what it says without a login
     * @param needsLogin whether it tells more only to who logs in
     * @param why nobody recognises it, one driver's words after the other
     * @param cameras ids of the registered cameras at that address
     */
    record Found(
            Endpoint endpoint,
            Optional<String> vendor,
            DeviceInfo device,
            boolean needsLogin,
            String why,
            List<String> cameras) {
        public Found {
            cameras = List.copyOf(cameras);
        }
    }
}
