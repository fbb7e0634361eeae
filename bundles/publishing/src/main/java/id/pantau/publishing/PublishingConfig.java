package id.pantau.publishing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

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

    @AttributeDefinition(
            name = "Public rendition",
            description = "The best stream that the public may choose where a camera has two, the line has room and no"
                    + " policy forbids it: sub or main",
            required = false,
            options = {@Option(label = "Substream", value = "sub"), @Option(label = "Main stream", value = "main")})
    String publicRendition() default "sub";
}
