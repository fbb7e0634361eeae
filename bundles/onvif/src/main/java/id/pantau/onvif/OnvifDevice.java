package id.pantau.onvif;

import id.pantau.onvif.http.DeviceLogin;
import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.soap.SoapClient;
import id.pantau.onvif.xml.XmlElement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ONVIF device: a camera, or a recorder with many.
 *
 * <p>Calls are asked without a login first. When the device wants one, the answer decides how it is given: a challenge by
 * HTTP Digest, a fault {@code NotAuthorized} by UsernameToken. It is tried once; when it is refused, nothing is asked any
 * more. Calls block, can be interrupted, and may come from several threads. Nothing is polled and nothing is kept open, so
 * there is nothing to close.
 */
public final class OnvifDevice {
    private static final int MAX_SERVICES = 100;

    private final SoapClient client;
    private final DeviceClock clock;
    private volatile @Nullable Map<String, ServiceAddress> services;

    private OnvifDevice(SoapClient client, DeviceClock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Reads the device's clock, anonymously, by which logins are then made.
     *
     * @param deviceService such as {@code http://192.0.2.7/onvif/device_service}
     * @param login {@code null} for none
     */
    public static OnvifDevice connect(URI deviceService, @Nullable DeviceLogin login, OnvifOptions options)
            throws OnvifException, InterruptedException {
        SoapClient client = new SoapClient(deviceService, login, options);
        return new OnvifDevice(client, client.readClock());
    }

    /** As it was read at first. */
    public DeviceClock clock() {
        return clock;
    }

    /** Reads the clock now. */
    public DeviceClock readClock() throws OnvifException, InterruptedException {
        return client.readClock();
    }

    public DeviceService management() {
        return new DeviceService(new Service(client, Namespaces.DEVICE, client.device()));
    }

    /** The media services that the device has, the second before the first. */
    public List<MediaService> media() throws OnvifException, InterruptedException {
        List<MediaService> found = new ArrayList<>();
        service(Namespaces.MEDIA2).ifPresent(service -> found.add(new Media2(service)));
        service(Namespaces.MEDIA).ifPresent(service -> found.add(new Media1(service)));
        return List.copyOf(found);
    }

    public Optional<PtzService> ptz() throws OnvifException, InterruptedException {
        return service(Namespaces.PTZ).map(PtzService::new);
    }

    public Optional<ImagingService> imaging() throws OnvifException, InterruptedException {
        return service(Namespaces.IMAGING).map(ImagingService::new);
    }

    public Optional<EventService> events() throws OnvifException, InterruptedException {
        return service(Namespaces.EVENTS).map(EventService::new);
    }

    public Optional<RecordingService> recordings() throws OnvifException, InterruptedException {
        Optional<Service> replay = service(Namespaces.REPLAY);
        return service(Namespaces.SEARCH).map(search -> new RecordingService(search, replay));
    }

    /** Asked for once. */
    public List<ServiceAddress> services() throws OnvifException, InterruptedException {
        return List.copyOf(byNamespace().values());
    }

    private Optional<Service> service(String namespace) throws OnvifException, InterruptedException {
        return Optional.ofNullable(byNamespace().get(namespace))
                .map(found -> new Service(client, namespace, found.address()));
    }

    private Map<String, ServiceAddress> byNamespace() throws OnvifException, InterruptedException {
        Map<String, ServiceAddress> known = services;
        if (known == null) {
            known = readServices();
            services = known;
        }
        return known;
    }

    /** Devices before version 2.2 have capabilities instead. */
    private Map<String, ServiceAddress> readServices() throws OnvifException, InterruptedException {
        Service device = new Service(client, Namespaces.DEVICE, client.device());
        Map<String, String> told = new LinkedHashMap<>();
        Map<String, String> versions = new LinkedHashMap<>();
        try {
            XmlElement answer = device.call(device.request("GetServices").with("IncludeCapability", "false"));
            answer.children("Service").stream().limit(MAX_SERVICES).forEach(xml -> {
                told.putIfAbsent(xml.text("Namespace"), xml.text("XAddr"));
                versions.putIfAbsent(
                        xml.text("Namespace"), xml.text("Version", "Major") + "." + xml.text("Version", "Minor"));
            });
        } catch (OnvifException e) {
            if (e.kind() != OnvifException.Kind.FAULT && e.kind() != OnvifException.Kind.UNSUPPORTED) {
                throw e;
            }
            told.putAll(Capabilities.services(
                    device.call(device.request("GetCapabilities").with("Category", "All"))));
        }
        String itself = told.getOrDefault(Namespaces.DEVICE, "");
        if (!itself.isEmpty()) {
            client.deviceTells(device.uri("GetServices", itself));
        }
        Map<String, ServiceAddress> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> service : told.entrySet()) {
            if (!service.getValue().isEmpty()) {
                URI address = client.addresses().service(device.uri("GetServices", service.getValue()));
                String version = versions.getOrDefault(service.getKey(), "");
                found.put(service.getKey(), new ServiceAddress(service.getKey(), address, version));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /**
     * Gets what lies at an address that the device told, such as a picture, with the login if the device asks for it.
     *
     * @param longest in bytes
     */
    public byte[] get(URI address, int longest) throws OnvifException, InterruptedException {
        return client.get(address, longest);
    }

    /** By how much the device's clock is ahead of this machine's, as it was read last. */
    public Duration clockAhead() {
        return client.clockAhead();
    }

    @Override
    public String toString() {
        return "OnvifDevice[" + client.device() + "]";
    }
}
