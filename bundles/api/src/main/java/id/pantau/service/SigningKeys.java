package id.pantau.service;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Which partners sign what they submit by HTTP. Thread-safe. */
@ProviderType
public interface SigningKeys {

    /**
     * The secret that a partner shares with the city for {@code hmac-sha256}, at least 32 bytes; empty for a partner that need not
     * sign.
     */
    Optional<byte[]> of(String partner);
}
