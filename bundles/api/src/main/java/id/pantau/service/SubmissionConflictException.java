package id.pantau.service;

/** A partner used the name of an earlier submission for other content. */
public final class SubmissionConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    public SubmissionConflictException(String submission) {
        super("submission '" + submission + "' was received before with other content");
    }
}
