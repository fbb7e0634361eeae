package id.pantau.publishing.admission;

import java.time.Duration;

/**
 * What there is to give away. Rates are bits per second.
 *
 * @param uplink 0 when it is unlimited
 * @param reservePercent of the uplink, for staff; 0 when staff does not use it
 * @param picturesPercent of the public's share, for those who are shown single pictures
 * @param cpu share of all processors, 0 to 1; nothing is beyond 1
 * @param lease how long a place is kept after the last request
 */
record Budget(long uplink, int reservePercent, int picturesPercent, double cpu, Duration lease) {
    static Budget of(AdmissionConfig config) {
        return new Budget(
                config.uplinkMbps() * 1_000_000L,
                config.operatorReservePercent(),
                config.picturesPercent(),
                config.cpuPercent() / 100.0,
                Duration.ofSeconds(config.leaseSeconds()));
    }

    boolean limited() {
        return uplink > 0;
    }

    /** What the public's video may fill while staff keeps to its own. */
    long videoShare() {
        return videoShare(uplink - reserve());
    }

    /** What of the public's share its video may fill. */
    long videoShare(long publicShare) {
        return publicShare - picturesShare(publicShare);
    }

    long picturesShare(long publicShare) {
        return publicShare / 100 * picturesPercent;
    }

    /** The public's share while staff takes that much: staff that needs more than its reserve gets it. */
    long publicShare(long staffEgress) {
        return reservePercent == 0 ? uplink : Math.max(0, uplink - Math.max(reserve(), staffEgress));
    }

    private long reserve() {
        return uplink / 100 * reservePercent;
    }
}
