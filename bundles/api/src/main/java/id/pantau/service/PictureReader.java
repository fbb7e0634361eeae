package id.pantau.service;

import id.pantau.model.CodedPicture;
import id.pantau.model.SceneGuess;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decodes single pictures, in a process of its own that ends when there is nothing to do, and says what rules make of them.
 * Thread-safe; one picture at a time.
 */
@ProviderType
public interface PictureReader {
    /** The most pictures that one is compared with at once. */
    int MOST_OTHERS = 20;

    /** Why nothing can be decoded on this machine; empty when it can. */
    Optional<String> problem();

    /**
     * Decodes a picture. Blocks for some seconds; longer while a decoder starts.
     *
     * @param others what it is compared with, at most {@link #MOST_OTHERS}
     * @return empty when nothing can be made of it
     * @throws IllegalStateException when nothing can be decoded at present
     */
    Optional<Reading> read(CodedPicture picture, List<Snapshot> others) throws InterruptedException;

    /**
     * What a picture shows.
     *
     * @param picture in the size that it came in
     * @param sameView of each of the others, whether it shows the same
     */
    record Reading(Snapshot picture, SceneGuess guess, List<Boolean> sameView) {
        public Reading {
            sameView = List.copyOf(sameView);
        }
    }
}
