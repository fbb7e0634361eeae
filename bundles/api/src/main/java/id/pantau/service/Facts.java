package id.pantau.service;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts facts on their Camel topics. Routes read them from {@code seda:pantau.TYPE?multipleConsumers=true}, such as
 * {@code seda:pantau.segment-closed?multipleConsumers=true}, with a {@link Fact} as the body.
 */
@ProviderType
public interface Facts {

    /** The topic of that type, as an endpoint URI for {@code from(...)}. */
    static String topic(String type) {
        return "seda:pantau." + type + "?multipleConsumers=true";
    }

    /** Never blocks and never throws: a topic that is full drops the fact and counts it. Any thread. */
    void publish(Fact fact);
}
