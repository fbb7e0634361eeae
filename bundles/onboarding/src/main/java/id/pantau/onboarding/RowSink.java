package id.pantau.onboarding;

import id.pantau.service.SubmissionRefusedException;

/** Takes the rows of a submission one by one, as they are read, so that a large one is never in memory as a whole. */
@FunctionalInterface
interface RowSink {
    /** @throws SubmissionRefusedException when the submission is not worth reading on */
    void take(RawRow row) throws SubmissionRefusedException;
}
