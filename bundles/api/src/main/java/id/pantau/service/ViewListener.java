package id.pantau.service;

import id.pantau.model.View;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told when a camera's view was approved or has changed, after that is on disk: register it as a service. Called on the
 * thread that made the change, so it must be quick; what it throws is logged.
 */
@ConsumerType
public interface ViewListener {

    void changed(View view);
}
