package id.pantau.service;

import id.pantau.model.Violation;
import java.util.List;

/** A submission that could not be taken at all. */
public final class SubmissionRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal, with the HTTP status that stands for it. */
    public enum Kind {
        /** Not the format that it claims to be. */
        MALFORMED(400),
        /** The name was used for other content. */
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED_TYPE(415),
        /** Readable, but no row of it can be used. */
        INVALID(422);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final transient List<Violation> violations;

    public SubmissionRefusedException(Kind kind, String message, List<Violation> violations) {
        super(message);
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    public Kind kind() {
        return kind;
    }

    /** Everything that is wrong, in the order of the rows; at most 100. */
    public List<Violation> violations() {
        return violations;
    }
}
