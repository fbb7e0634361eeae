package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who changed what, when and why. Thread-safe. */
@ProviderType
public interface AuditTrail {

    /** Records a change that no other registry service records by itself; on disk when the call returns. */
    void record(Actor who, String action, String subject, String why);

    /** The newest entries, newest first, at most {@code limit} of them (1 to 10,000). */
    List<AuditEntry> newest(int limit);
}
