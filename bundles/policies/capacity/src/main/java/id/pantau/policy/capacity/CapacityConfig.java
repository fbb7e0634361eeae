package id.pantau.policy.capacity;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the policy. */
@ObjectClassDefinition(name = "Capacity", description = "How many cameras may be public on this uplink")
public @interface CapacityConfig {

    @AttributeDefinition(
            name = "Viewers per camera",
            description = "How many viewers of every public camera have to fit into the public's share of the uplink"
                    + " at once for another camera to be published",
            min = "1",
            max = "10000",
            required = false)
    int viewersPerCamera() default 1;
}
