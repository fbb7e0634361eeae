package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Receipt;
import id.pantau.model.RowDetails;
import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What partners submitted, kept row by row. Every change is on disk when the call returns; logins are encrypted and
 * come out of {@link #credentials} alone. Thread-safe, and safe against the same submission from two doors at once.
 */
@ProviderType
public interface Submissions {

    /**
     * Keeps a submission, or finds the one that it repeats. A row whose ref the partner already uses for a registered
     * or waiting camera becomes {@link RowState#DUPLICATE}.
     *
     * @param contentHash of the submission's meaning; the same submission sent in another format has the same
     * @param rows may be asked for more than once, when another door is at it too
     * @return the receipt, the same one for a repetition
     * @throws SubmissionConflictException when the partner used that name for other content
     */
    Receipt accept(String partner, String submission, String contentHash, Rows rows, Actor who)
            throws SubmissionConflictException;

    /** As the other one. */
    default Receipt accept(String partner, String submission, String contentHash, List<NewRow> rows, Actor who)
            throws SubmissionConflictException {
        return accept(partner, submission, contentHash, (Rows) rows::forEach, who);
    }

    /** Gives a submission's rows one by one; each time the same, from the first on. */
    @FunctionalInterface
    interface Rows {
        void each(Consumer<NewRow> taker);
    }

    /** A receipt of that partner's; nobody else's. */
    Optional<Receipt> receipt(String partner, String receiptId);

    /**
     * The ids of that partner's receipts of which a row is in one of {@code states}, oldest first.
     *
     * @param most so many at most
     */
    List<String> receipts(String partner, Set<RowState> states, int most);

    /**
     * How far that partner's submissions are, newest first; nobody else's.
     *
     * @param most so many at most
     */
    List<SubmissionSummary> summaries(String partner, int most);

    /** Rows in one of {@code states}, oldest first; every row when there are none named. */
    List<OnboardingRow> rows(RowState... states);

    /**
     * The oldest rows in one of {@code states}; of every state when there are none named.
     *
     * @param most so many at most
     */
    List<OnboardingRow> oldest(int most, RowState... states);

    /** How many rows are in one of {@code states}; all of them when there are none named. */
    int count(RowState... states);

    /**
     * How many rows there are in each state that any is in.
     *
     * @param partner its name; empty for every partner's
     * @param submission its name; empty for those of every submission
     */
    Map<RowState, Integer> tally(Optional<String> partner, Optional<String> submission);

    /**
     * Rows that are received or being probed, the oldest of each partner first, and partners in turns.
     *
     * @param most of one partner at most
     */
    List<Pending> pending(int most);

    record Pending(String partner, String row) {}

    Optional<OnboardingRow> row(String id);

    /** All that is known of a row. */
    Optional<RowDetails> details(String id);

    /**
     * The login submitted with a row; {@link Credentials#NONE} once the row is registered, rejected or dropped.
     *
     * @throws java.util.NoSuchElementException when there is no such row
     */
    Credentials credentials(String rowId);

    /**
     * Moves a row on, if it still is where the caller believes.
     *
     * @return false when the row is not in state {@code from}; nothing changed then
     */
    boolean advance(String rowId, RowState from, RowState to, Optional<Text> reason, Actor who, String why);

    /**
     * Puts a camera in the place of what came in a row, and the row back to {@link RowState#RECEIVED}, if it still is where the
     * caller believes.
     *
     * @param why which fields were set; goes into the audit trail, so without passwords
     * @return false when the row is not in state {@code from}; nothing changed then
     * @throws IllegalStateException when another row or camera has the ref
     */
    boolean fix(String rowId, RowState from, CameraRequest request, Actor who, String why);

    /**
     * Registers a waiting row's camera and its point, all or nothing.
     *
     * @param camera its {@code id} is ignored: the registry gives one
     * @param newPoint a point to create first, when the camera stands on none that exists
     * @return the camera with its id
     * @throws IllegalStateException when the row is not waiting for approval, or the ref is taken
     */
    Camera register(String rowId, Camera camera, Optional<Point> newPoint, Actor who, String why);

    /**
     * Notes what a probe found out about a row.
     *
     * @throws java.util.NoSuchElementException when there is no such row
     */
    void recognised(String rowId, Recognition recognition);

    /** What {@link #recognised} noted. */
    Optional<Recognition> recognition(String rowId);

    /** What {@link #recognised} noted of all rows in one of {@code states}, by the row's id. */
    Map<String, Recognition> recognitions(RowState... states);

    /**
     * A row as submitted.
     *
     * @param row 1 for the first camera; for CSV the line in the file
     * @param ref as submitted, even when the row is invalid; may be empty then
     * @param request empty when the row is invalid
     * @param problem why the row is invalid; empty otherwise
     * @param draft of an invalid row what could be read
     */
    record NewRow(int row, String ref, Optional<CameraRequest> request, Optional<Text> problem, CameraDraft draft) {
        public NewRow(int row, String ref, Optional<CameraRequest> request, Optional<Text> problem) {
            this(row, ref, request, problem, CameraDraft.NONE);
        }
    }

    /**
     * What a probe found out.
     *
     * @param vendor the driver's name
     * @param pinned the endpoint with its resolved address
     * @param serial the device's own serial number; empty when it does not say one
     */
    record Recognition(String vendor, String channel, String pinned, String serial) {}
}
