package id.pantau.spi.storage;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names a storage backend, as service property {@code pantau.storage}. */
@ComponentPropertyType
public @interface Storage {
    String PREFIX_ = "pantau.";

    /** The service property's name. */
    String PROPERTY = "pantau.storage";

    /** {@code [a-z0-9-]{1,32}}, such as {@code filesystem}. */
    String value();
}
