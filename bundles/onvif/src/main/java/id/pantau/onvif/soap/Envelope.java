package id.pantau.onvif.soap;

import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SOAP envelopes: written as 1.2, read as 1.2 and, from devices that answer so, as 1.1. */
public final class Envelope {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final int MAX_SUBCODES = 8;
    private static final int MAX_REASON = 300;

    private Envelope() {}

    /**
     * What a fault says, apart from who said it.
     *
     * @param code the code's local name
     * @param subcodes their local names, outermost first
     */
    public record Fault(String code, List<String> subcodes, String reason) {
        boolean has(String subcode) {
            return subcodes.contains(subcode) || code.equals(subcode);
        }
    }

    /**
     * One envelope, on one line.
     *
     * @param headers what goes into the header, in this order
     */
    public static byte[] write(List<XmlElement> headers, XmlElement body) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"")
                .append(Namespaces.SOAP_12)
                .append("\">");
        if (!headers.isEmpty()) {
            out.append("<s:Header>");
            headers.forEach(out::append);
            out.append("</s:Header>");
        }
        // some servers look for exactly these declarations on the body
        out.append("<s:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
                .append(" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">")
                .append(body)
                .append("</s:Body></s:Envelope>");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The first element of the body: an answer or a fault.
     *
     * @throws XmlException when it is no XML that is let in, or no envelope with a body
     */
    public static XmlElement read(byte[] message) throws XmlException {
        return read(XmlReader.read(message));
    }

    /** The same of an envelope that was read as XML. */
    public static XmlElement read(XmlElement envelope) throws XmlException {
        boolean soap = envelope.name().equals("Envelope")
                && (envelope.namespace().equals(Namespaces.SOAP_12)
                        || envelope.namespace().equals(SOAP_11));
        if (!soap) {
            throw new XmlException("no SOAP envelope");
        }
        return envelope.find("Body")
                .flatMap(body -> body.children().stream().findFirst())
                .orElseThrow(() -> new XmlException("a SOAP envelope without content"));
    }

    /** The fault that an element of a body is, if it is one. */
    public static Optional<Fault> fault(XmlElement element) {
        if (!element.name().equals("Fault")
                || !(element.namespace().equals(Namespaces.SOAP_12)
                        || element.namespace().equals(SOAP_11))) {
            return Optional.empty();
        }
        List<String> subcodes = new ArrayList<>();
        Optional<XmlElement> code = element.find("Code");
        Optional<XmlElement> sub = code.flatMap(c -> c.find("Subcode"));
        while (sub.isPresent() && subcodes.size() < MAX_SUBCODES) {
            subcodes.add(local(sub.get().text("Value")));
            sub = sub.get().find("Subcode");
        }
        String outer = code.map(c -> local(c.text("Value"))).orElseGet(() -> local(element.text("faultcode")));
        String reason = element.find("Reason", "Text").map(XmlElement::text).orElse(element.text("faultstring"));
        return Optional.of(new Fault(outer, List.copyOf(subcodes), readable(reason)));
    }

    private static String local(String qualified) {
        return readable(qualified.substring(qualified.indexOf(':') + 1));
    }

    private static String readable(String text) {
        String line = text.replaceAll("[\\s\\x00-\\x1f\\x7f-\\x9f]+", " ").strip();
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) : line;
    }

    /** Whether a fault says that the sender has to log in, or is not let in. */
    static boolean asksForLogin(Fault fault) {
        return fault.has("NotAuthorized")
                || fault.has("FailedAuthentication")
                || fault.reason().toLowerCase(Locale.ROOT).contains("not authorized");
    }
}
