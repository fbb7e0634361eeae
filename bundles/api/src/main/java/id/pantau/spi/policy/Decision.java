package id.pantau.spi.policy;

import id.pantau.model.Text;
import java.util.Objects;
import java.util.Set;

/** A policy's answer. */
public sealed interface Decision {

    /** The public may watch, as long as every obligation is met. */
    record Allow(Set<Obligation> obligations) implements Decision {
        /** Without obligations. */
        public static final Allow FREELY = new Allow(Set.of());

        public Allow {
            obligations = Set.copyOf(obligations);
        }
    }

    /**
     * The public may not watch.
     *
     * @param article the rule that says so, such as {@code UU 27/2022 Pasal 17}; empty when it is the city's own
     */
    record Deny(Text reason, String article) implements Decision {
        public Deny {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(article, "article");
        }
    }

    /** This policy has nothing to say about the request. */
    record Abstain() implements Decision {}
}
