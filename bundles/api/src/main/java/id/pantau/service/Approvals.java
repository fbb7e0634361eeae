package id.pantau.service;

import id.pantau.model.Consideration;
import id.pantau.model.OnboardingRow;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What there is to be known for a decision on waiting cameras; {@link Onboarding} takes the decision. Thread-safe. */
@ProviderType
public interface Approvals {
    /** Cameras closer than this to a waiting one, in metres, are named with it. */
    double NEAR_METRES = 30;

    /** The most neighbours that are named with a row. */
    int MOST_NEIGHBOURS = 20;

    /**
     * What speaks for and against rows, in their order; rows that are not valid are left out. Waits for the database. What is
     * known of others may be some seconds old.
     */
    List<Consideration> of(List<OnboardingRow> rows);

    /** The picture of a row; empty when there is none. Waits for the disk. */
    Optional<Snapshot> picture(String row);

    /**
     * Has another picture taken of a row that waits for approval, in a while.
     *
     * @throws java.util.NoSuchElementException when there is no such row
     * @throws IllegalStateException when it does not wait for approval
     */
    void pictureAgain(String row);

    /**
     * The rows that wait for approval, oldest first.
     *
     * @param partner its name; empty for every partner's
     * @param withoutWarnings whether only those of which nothing makes one look twice
     */
    List<OnboardingRow> waiting(Optional<String> partner, boolean withoutWarnings);
}
