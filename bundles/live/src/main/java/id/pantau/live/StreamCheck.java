package id.pantau.live;

import id.pantau.model.Reason;

/** One thing that can be wrong with what arrives, whatever it shows. Thread-safe. */
interface StreamCheck {

    /** What people are told when it is wrong. */
    Reason reason();

    /** To be called every second while pictures come. */
    Verdict look(long nanos);

    /** The connection has ended: what the next one brings is not to be mixed with what this one did. */
    void reset();

    /** Another camera, or the same one set up anew, may be there from now on. */
    default void forget() {}

    /**
     * What one look came to.
     *
     * @param detail as in {@link id.pantau.model.Finding}
     */
    record Verdict(Kind kind, String detail) {
        static final Verdict FINE = new Verdict(Kind.FINE, "");
        static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, "");

        enum Kind {
            WRONG,
            FINE,
            /** It cannot tell, which changes nothing. */
            UNKNOWN
        }

        static Verdict wrong(String detail) {
            return new Verdict(Kind.WRONG, detail);
        }
    }
}
