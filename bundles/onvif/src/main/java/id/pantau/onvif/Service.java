package id.pantau.onvif;

import id.pantau.onvif.soap.SoapClient;
import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.net.URISyntaxException;

/** One of a device's services: what it is called, where it is, and who calls it. */
record Service(SoapClient client, String namespace, URI address) {

    /** The beginning of a request. */
    XmlElement request(String operation) {
        return XmlElement.of(namespace, operation);
    }

    XmlElement call(XmlElement request) throws OnvifException, InterruptedException {
        return client.call(address, request);
    }

    OnvifException wrong(String operation, String what) {
        return new OnvifException(OnvifException.Kind.PROTOCOL, client.name() + " " + operation + ": " + what);
    }

    OnvifException lacks(String operation, String what) {
        return new OnvifException(OnvifException.Kind.UNSUPPORTED, client.name() + " " + operation + ": " + what);
    }

    /** An address that the device told. Some leave characters in it that belong escaped. */
    URI uri(String operation, String text) throws OnvifException {
        try {
            URI uri = new URI(text.replace(" ", "%20").replace("|", "%7C").replace("\\", "%5C"));
            if (uri.getHost() == null || uri.getScheme() == null) {
                throw wrong(operation, "the address that it tells has no host");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw wrong(operation, "the address that it tells is none: " + e.getReason());
        }
    }
}
