package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services in an old device's capabilities. */
final class Capabilities {
    private static final Map<String, List<String>> PLACES = Map.of(
            Namespaces.DEVICE, List.of("Device"),
            Namespaces.MEDIA, List.of("Media"),
            Namespaces.PTZ, List.of("PTZ"),
            Namespaces.IMAGING, List.of("Imaging"),
            Namespaces.EVENTS, List.of("Events"),
            Namespaces.SEARCH, List.of("Extension", "Search"),
            Namespaces.REPLAY, List.of("Extension", "Replay"));

    private Capabilities() {}

    /** Addresses by namespace. */
    static Map<String, String> services(XmlElement answer) {
        Map<String, String> found = new LinkedHashMap<>();
        XmlElement all = answer.find("Capabilities").orElse(answer);
        PLACES.forEach((namespace, path) -> all.find(path.toArray(String[]::new))
                .map(xml -> xml.text("XAddr"))
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> found.put(namespace, address)));
        return found;
    }
}
