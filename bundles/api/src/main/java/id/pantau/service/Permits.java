package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.PermitDuty;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Duties that permits lay upon businesses. On disk, with their audit entries, when a call returns. Thread-safe. */
@ProviderType
public interface Permits {

    /**
     * By due day, with what became of each: cameras of the business that look at public space and were live count once, for the
     * duty that is due first.
     */
    List<PermitDuty.Standing> all();

    /**
     * Records a duty, and the business as a partner when it is none yet; the very same duty again is harmless.
     *
     * @param title for a new partner
     * @throws IllegalStateException when another duty has that permit's number
     */
    void issue(PermitDuty duty, String title, Actor who);

    /** Takes a duty back; false when there was none of that permit. */
    boolean remove(String permit, Actor who, String why);
}
