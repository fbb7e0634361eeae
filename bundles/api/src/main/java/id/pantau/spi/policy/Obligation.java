package id.pantau.spi.policy;

import id.pantau.model.StreamProfile;
import java.time.Duration;

/** What the platform must do when it publishes. One that it cannot meet makes the decision a denial. */
public sealed interface Obligation {

    /** Show no better stream than this. */
    record MaximumRendition(StreamProfile.Kind kind) implements Obligation {}

    /** Show it no earlier than this after it happened. */
    record Delay(Duration atLeast) implements Obligation {
        public Delay {
            if (atLeast.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative");
            }
        }
    }
}
