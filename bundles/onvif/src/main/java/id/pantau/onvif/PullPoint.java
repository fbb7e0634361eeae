package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A subscription to what a device notices. One thread at a time. */
public final class PullPoint {
    private static final String MANAGER = "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/";
    private static final String REFERENCE_PARAMETER = "{" + Namespaces.ADDRESSING + "}IsReferenceParameter";

    private final Service service;
    private final URI address;
    private final String told;
    private final List<XmlElement> parameters;
    private final Duration life;

    PullPoint(Service service, XmlElement reference, Duration life) throws OnvifException {
        this.service = service;
        this.told = reference.text("Address");
        this.address = service.client().addresses().service(service.uri("CreatePullPointSubscription", told));
        this.parameters = reference.find("ReferenceParameters").stream()
                .flatMap(xml -> xml.children().stream())
                .map(xml -> xml.withAttribute(REFERENCE_PARAMETER, "true"))
                .toList();
        this.life = life;
    }

    /**
     * Waits until the device notices something, but no longer than {@code patience}.
     *
     * @param limit how many at most
     * @return nothing when nothing happened
     */
    public List<Notification> pull(Duration patience, int limit) throws OnvifException, InterruptedException {
        XmlElement request = service.request("PullMessages")
                .with("Timeout", patience.toString())
                .with("MessageLimit", Integer.toString(limit));
        XmlElement answer = call(request, Namespaces.EVENTS + "/PullPointSubscription/PullMessagesRequest", patience);
        return answer.children("NotificationMessage").stream()
                .limit(limit)
                .map(Notification::read)
                .toList();
    }

    /** Lives on from now for as long as it was asked for. */
    public void renew() throws OnvifException, InterruptedException {
        XmlElement request = XmlElement.of(Namespaces.NOTIFICATION, "Renew").with("TerminationTime", life.toString());
        call(request, MANAGER + "RenewRequest", Duration.ZERO);
    }

    /** Tells the device that nobody listens any more. */
    public void unsubscribe() throws OnvifException, InterruptedException {
        call(XmlElement.of(Namespaces.NOTIFICATION, "Unsubscribe"), MANAGER + "UnsubscribeRequest", Duration.ZERO);
    }

    private XmlElement call(XmlElement request, String action, Duration patience)
            throws OnvifException, InterruptedException {
        List<XmlElement> headers = new ArrayList<>();
        headers.add(XmlElement.of(Namespaces.ADDRESSING, "Action").withText(action));
        headers.add(XmlElement.of(Namespaces.ADDRESSING, "MessageID").withText("urn:uuid:" + UUID.randomUUID()));
        headers.add(XmlElement.of(Namespaces.ADDRESSING, "To").withText(told));
        headers.addAll(parameters);
        return service.client().call(address, request, action, headers, patience);
    }
}
