package id.pantau.service;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A rule for a bundle's configuration that metatype cannot express, such as "every entry is a network in CIDR form".
 * It is asked before the configuration is delivered, so it must not depend on anything that runs: a class with a public
 * constructor without arguments, named in the {@code META-INF/services/id.pantau.service.ConfigurationCheck} of the
 * bundle whose metatype describes the configuration, and instantiated for each question.
 */
@ConsumerType
public interface ConfigurationCheck {

    /** The PID, or factory PID, whose configurations are checked. */
    String pid();

    /**
     * Looks at values that already fit the metatype. Quick and without I/O.
     *
     * @param values by key, typed as the metatype says; a list where it allows several; keys that are not set are absent
     * @return what is wrong, naming the key, without repeating a secret; empty when nothing is
     */
    Optional<String> problem(Map<String, Object> values);
}
