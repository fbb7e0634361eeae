package id.pantau.service;

import id.pantau.model.Finding;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where whoever looks at cameras' pictures says what they found. One place makes the camera's status of it: a finding counts
 * once it was made several times running, and is over once it was missed several times running; that nobody looks changes
 * nothing. Thread-safe; no call blocks.
 */
@ProviderType
public interface Findings {

    /**
     * What one look at a camera's pictures found.
     *
     * @param findings everything that is wrong; empty when nothing is
     */
    void report(String camera, List<Finding> findings);
}
