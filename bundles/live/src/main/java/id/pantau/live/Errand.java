package id.pantau.live;

import id.pantau.model.Endpoint;
import java.time.Duration;
import java.util.Locale;

/**
 * What a driver is called for.
 *
 * @param device which device it is about, by host and port
 * @param patience until the call must have begun: others may be ahead of it
 * @param deadline from then until the answer
 */
record Errand(Kind kind, String device, Duration patience, Duration deadline) {
    private static final Duration PROBE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration VISIT = Duration.ofSeconds(10);

    /** What is judged apart: a driver may recognise every device and serve none. */
    enum Kind {
        PROBE,
        VISIT,
        SEARCH,
        /** Of no consequence, whatever comes of it. */
        TRIAL
    }

    /** To look at a device from outside. Of many devices, some wait: the driver has few threads. */
    static Errand probe(Endpoint endpoint) {
        return new Errand(Kind.PROBE, device(endpoint), PATIENCE, PROBE);
    }

    /** To log in to a device and do something there. */
    static Errand visit(Endpoint endpoint) {
        return new Errand(Kind.VISIT, device(endpoint), PATIENCE, VISIT);
    }

    /** To find out how the driver behaves. */
    static Errand trial(String device, Duration deadline) {
        return new Errand(Kind.TRIAL, device, PATIENCE, deadline);
    }

    /** To look around for {@code patience}, on all networks at hand. */
    static Errand search(Duration patience) {
        return new Errand(Kind.SEARCH, "", PROBE, patience.plus(PROBE));
    }

    private static String device(Endpoint endpoint) {
        return endpoint.host().toLowerCase(Locale.ROOT) + ":" + endpoint.port(0);
    }
}
