package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.time.Duration;

/** What a device notices, taken from it by pull points. */
public final class EventService {
    private final Service service;

    EventService(Service service) {
        this.service = service;
    }

    /**
     * Asks for everything that the device notices from now on, and first for the states that it knows.
     *
     * @param life after which the device forgets it, unless renewed or pulled
     */
    public PullPoint subscribe(Duration life) throws OnvifException, InterruptedException {
        XmlElement told = service.client()
                .call(
                        service.address(),
                        service.request("CreatePullPointSubscription").with("InitialTerminationTime", life.toString()),
                        Namespaces.EVENTS + "/EventPortType/CreatePullPointSubscriptionRequest");
        XmlElement reference = told.find("SubscriptionReference")
                .filter(xml -> !xml.text("Address").isEmpty())
                .orElseThrow(() -> service.wrong("CreatePullPointSubscription", "no address to pull from"));
        return new PullPoint(service, reference, life);
    }
}
