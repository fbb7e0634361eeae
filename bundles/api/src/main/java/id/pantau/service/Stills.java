package id.pantau.service;

import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraException;
import org.osgi.annotation.versioning.ProviderType;

/** Single pictures of devices that are not watched. Thread-safe. */
@ProviderType
public interface Stills {

    /**
     * Logs in once and takes one picture: the device's own still where its driver can ask for one, else a key picture of its
     * smallest stream, which is pulled until it has come. Blocks for some seconds, at most about a minute.
     *
     * @param endpoint with an address that was checked: nothing else is connected to
     * @param channel as the driver calls it
     * @throws CameraException of kind UNSUPPORTED when there is no such driver
     */
    CodedPicture take(String vendor, Endpoint endpoint, Credentials credentials, String channel)
            throws CameraException, InterruptedException;
}
