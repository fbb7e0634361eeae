package id.pantau.onvif.discovery;

import id.pantau.onvif.soap.Envelope;
import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** WS-Discovery's Probe, written, and ProbeMatches, read. */
final class ProbeMessage {
    private static final int MAX_MATCHES = 100;
    private static final int MAX_LIST = 100;
    private static final String ANYBODY = "urn:schemas-xmlsoap-org:ws:2005:04:discovery";

    private ProbeMessage() {}

    /** @param type as {@code prefix:name}, the prefix {@code dn} or {@code tds} */
    static byte[] write(String messageId, String type) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + Namespaces.SOAP_12
                        + "\" xmlns:a=\"" + Namespaces.ADDRESSING_2004 + "\" xmlns:d=\"" + Namespaces.DISCOVERY
                        + "\" xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\" xmlns:tds=\"" + Namespaces.DEVICE
                        + "\"><s:Header><a:Action>" + Namespaces.DISCOVERY + "/Probe</a:Action><a:MessageID>"
                        + messageId + "</a:MessageID><a:To>" + ANYBODY
                        + "</a:To></s:Header><s:Body><d:Probe><d:Types>" + type
                        + "</d:Types></d:Probe></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The devices in an answer to one of our own questions; none in any other message.
     *
     * @throws XmlException when it is no message at all
     */
    static List<DiscoveredDevice> read(byte[] message, InetAddress from, List<String> asked) throws XmlException {
        XmlElement envelope = XmlReader.read(message);
        XmlElement body = Envelope.read(envelope);
        if (!body.name().equals("ProbeMatches") || !asked.contains(envelope.text("Header", "RelatesTo"))) {
            return List.of();
        }
        return body.children("ProbeMatch").stream()
                .limit(MAX_MATCHES)
                .map(match -> match(match, from))
                .toList();
    }

    private static DiscoveredDevice match(XmlElement match, InetAddress from) {
        List<URI> addresses = new ArrayList<>();
        for (String address : words(match.text("XAddrs"))) {
            try {
                URI uri = new URI(address);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    addresses.add(uri);
                }
            } catch (URISyntaxException e) {
                // one of several names; the others may be good
                continue;
            }
        }
        return new DiscoveredDevice(
                match.text("EndpointReference", "Address"),
                from,
                words(match.text("Types")).stream()
                        .map(type -> type.substring(type.indexOf(':') + 1))
                        .toList(),
                words(match.text("Scopes")),
                List.copyOf(addresses));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", MAX_LIST + 1))
                .limit(MAX_LIST)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
