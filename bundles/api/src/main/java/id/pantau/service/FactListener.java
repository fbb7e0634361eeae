package id.pantau.service;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told every fact, of every type. */
@ConsumerType
public interface FactListener {

    /** Called by the thread that publishes, so it must neither block nor do the work itself. */
    void happened(Fact fact);
}
