package id.pantau.vendor.dialect.onvif;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.OnvifOptions;
import id.pantau.vendor.dialect.WebAccess;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the ONVIF services of devices that are known by their maker's dialect, at the same host and port. A login that those
 * refused is not given to them again, in no session: the account may be locked by that, for the dialect too. Safe for
 * several threads.
 */
public final class OnvifBeside {
    private static final Logger LOG = LoggerFactory.getLogger(OnvifBeside.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final WebAccess web;
    /** Hashes of logins, by the device that refused them; the oldest is forgotten. */
    private final Map<URI, Integer> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public OnvifBeside(WebAccess web) {
        this.web = web;
    }

    /** What is to be found out at a device's ONVIF services. */
    @FunctionalInterface
    public interface Inquiry<T> {
        T ask(OnvifDevice device) throws OnvifException, InterruptedException;
    }

    /**
     * Asks the services, which the device is expected to answer anonymously as far as ONVIF has it so.
     *
     * @return empty when they are off, do not answer now, or refuse this login
     */
    public <T> Optional<T> find(Endpoint endpoint, Credentials credentials, Inquiry<T> inquiry)
            throws InterruptedException {
        URI address = WebAccess.address(endpoint).resolve("/onvif/device_service");
        if (isRefused(address, credentials)) {
            return Optional.empty();
        }
        OnvifOptions options = new OnvifOptions(web.timeout(), web.fingerprint(endpoint));
        try {
            return Optional.of(inquiry.ask(OnvifDevice.connect(address, WebAccess.login(credentials), options)));
        } catch (OnvifException e) {
            LOG.debug("{} is used without its ONVIF services: {}", address, e.getMessage());
            if (e.kind() == OnvifException.Kind.UNAUTHORIZED) {
                remember(address, credentials);
            }
            return Optional.empty();
        }
    }

    private boolean isRefused(URI address, Credentials credentials) {
        synchronized (refused) {
            return Integer.valueOf(credentials.hashCode()).equals(refused.get(address));
        }
    }

    private void remember(URI address, Credentials credentials) {
        synchronized (refused) {
            refused.put(address, credentials.hashCode());
        }
    }
}
