package id.pantau.publishing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of publishing. */
@ObjectClassDefinition(name = "Publishing", description = "What it takes for a camera to be public")
@interface PublishingConfig {

    @AttributeDefinition(
            name = "Required policies",
            description = "Names of the policies without which nothing is published; see policy:list",
            required = false)
    String[] required() default {"public-space"};

    @AttributeDefinition(
            name = "Absence",
            description = "Seconds for which the last decision stands when a policy is absent, as during its update",
            min = "0",
            max = "3600",
            required = false)
    int absenceSeconds() default 30;
}
