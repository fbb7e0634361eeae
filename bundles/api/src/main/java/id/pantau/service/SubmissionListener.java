package id.pantau.service;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told when a receipt says something else than before. */
@ConsumerType
public interface SubmissionListener {

    /** After the change is on disk. Must not block. */
    void changed(String partner, String receipt);
}
