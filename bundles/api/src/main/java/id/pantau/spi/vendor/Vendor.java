package id.pantau.spi.vendor;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names the make that a driver serves, as service property {@code pantau.vendor}. Two drivers of one name: the one
 * with the higher {@code service.ranking} is used. Different drivers that recognise the same device: the higher
 * {@code service.ranking} again, so a maker's driver ranks above the generic ones (0).
 */
@ComponentPropertyType
public @interface Vendor {
    String PREFIX_ = "pantau.";

    /** The service property's name. */
    String PROPERTY = "pantau.vendor";

    /** {@code [a-z0-9-]{1,32}}, such as {@code onvif}. */
    String value();
}
