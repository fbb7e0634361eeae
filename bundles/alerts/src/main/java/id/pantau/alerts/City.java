package id.pantau.alerts;

import java.util.List;
import java.util.Set;

/** Where an alert looks to see how cameras stand. */
@FunctionalInterface
interface City {

    /** Quick; never waits for the network. */
    Look look();

    /**
     * How cameras stand now.
     *
     * @param cameras the ids of all that are registered
     * @param sightings of those of which something is known
     */
    record Look(Set<String> cameras, List<Sighting> sightings) {}
}
