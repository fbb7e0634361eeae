package id.pantau.spi.policy;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names a policy, as service property {@code pantau.policy}. */
@ComponentPropertyType
public @interface Policy {
    String PREFIX_ = "pantau.";

    /** The service property's name. */
    String PROPERTY = "pantau.policy";

    /** {@code [a-z0-9-]{1,32}}, such as {@code public-space}. */
    String value();
}
