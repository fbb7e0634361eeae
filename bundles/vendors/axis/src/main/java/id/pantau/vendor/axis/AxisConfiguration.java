package id.pantau.vendor.axis;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How Axis devices are asked. */
@ObjectClassDefinition(id = "id.pantau.vendor.axis", name = "Pantau Axis devices")
@interface AxisConfiguration {

    @AttributeDefinition(
            name = "Timeout",
            description = "How long one answer may take, in seconds",
            min = "1",
            max = "20")
    int timeoutSeconds() default 3;

    @AttributeDefinition(
            name = "Certificate pins",
            description =
                    "HOST[:PORT]=SHA-256 fingerprint of the certificate that an https device must show; the port is"
                            + " 443 where there is none")
    String[] certificatePins() default {};
}
