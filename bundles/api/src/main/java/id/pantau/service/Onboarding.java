package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** How cameras join: submitted, validated, probed, approved, registered, live. Thread-safe. */
@ProviderType
public interface Onboarding {

    /** The most bytes that a submission may have, unless less is configured. */
    int MAXIMUM_BYTES = 48 << 20;

    /** The most cameras that a submission may have, unless less is configured. */
    int MAXIMUM_ROWS = 100_000;

    /** Cameras closer than this to a point, in metres, stand on it; another gets a point of its own. */
    double POINT_METRES = 75;

    /**
     * Takes a submission. When this returns, it is on disk and will be worked on, whatever happens to the process.
     *
     * @param contentType {@code application/json} or {@code text/csv}, parameters allowed
     * @param name for formats that do not name the submission themselves, such as a file's name; may be empty
     * @param body at most {@link #mostBytes} bytes
     * @throws SubmissionRefusedException when nothing of it was kept
     */
    Receipt submit(String partner, String contentType, String name, byte[] body) throws SubmissionRefusedException;

    /** The most bytes that a submission may have now. */
    default int mostBytes() {
        return MAXIMUM_BYTES;
    }

    /** A receipt of that partner's, with the outcome so far; nobody else's. */
    Optional<Receipt> receipt(String partner, String receiptId);

    /**
     * The oldest rows in one of {@code states}; of every state when there are none named.
     *
     * @param most so many at most
     */
    List<OnboardingRow> oldest(int most, RowState... states);

    /** How many rows are in one of {@code states}; all of them when there are none named. */
    int count(RowState... states);

    /** All that is known of a row. */
    Optional<RowDetails> details(String rowId);

    /**
     * Registers a waiting camera.
     *
     * @throws IllegalStateException when the row is not waiting for approval
     * @throws java.util.NoSuchElementException when there is no such row
     */
    Camera approve(String rowId, Actor who, String why);

    /**
     * Turns down a camera that waits for approval or for its partner's answer, and forgets its login.
     *
     * @throws IllegalStateException when the row waits for neither
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void reject(String rowId, Actor who, String why);

    /**
     * Gives a waiting camera back to its partner with a question. It lets go of its ref: the partner answers by submitting the camera
     * again, and this row is turned down then. Until that it can be tried again or turned down.
     *
     * @throws IllegalStateException when the row is not waiting for approval
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void ask(String rowId, Actor who, String question);

    /**
     * Probes a row again that was unreachable, unrecognised or unauthorized, or whose partner was asked something. One that was invalid
     * is checked again first.
     *
     * @throws IllegalStateException when the row is in another state, or its ref is another's by now
     * @throws IllegalArgumentException when the row is still invalid
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void retry(String rowId, Actor who);

    /**
     * Sets fields of a row that {@link #retry} takes, checks it as when it came, and tries it again.
     *
     * @param fields values by field, as in a CSV file; an empty one leaves the field out
     * @throws IllegalStateException when the row is in another state, or its ref is another's by now
     * @throws IllegalArgumentException naming the field that is unknown or wrong; nothing changed then
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void retry(String rowId, Map<String, String> fields, Actor who);

    /**
     * Gives up a row that {@link #retry} takes, and forgets its login. Its partner reads why in the receipt.
     *
     * @throws IllegalStateException when the row is in another state
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void drop(String rowId, Actor who, String why);
}
