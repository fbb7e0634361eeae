package id.pantau.onvif.xml;

import java.util.Map;
import javax.xml.XMLConstants;

/** Writes elements with default namespaces, which every device reads. */
final class XmlWriter {
    private XmlWriter() {}

    static void write(XmlElement element, StringBuilder out) {
        write(element, "", out);
    }

    private static void write(XmlElement element, String outer, StringBuilder out) {
        out.append('<').append(element.name());
        if (!element.namespace().equals(outer)) {
            out.append(" xmlns=\"");
            escape(element.namespace(), out);
            out.append('"');
        }
        int qualified = 0;
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            String key = attribute.getKey();
            int end = key.lastIndexOf('}');
            if (end <= 0) {
                out.append(' ').append(key);
            } else if (key.substring(1, end).equals(XMLConstants.XML_NS_URI)) {
                out.append(" xml:").append(key, end + 1, key.length());
            } else {
                String prefix = "a" + qualified++;
                out.append(" xmlns:").append(prefix).append("=\"");
                escape(key.substring(1, end), out);
                out.append("\" ").append(prefix).append(':').append(key, end + 1, key.length());
            }
            out.append("=\"");
            escape(attribute.getValue(), out);
            out.append('"');
        }
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(element.text(), out);
        element.children().forEach(child -> write(child, element.namespace(), out));
        out.append("</").append(element.name()).append('>');
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
                default -> out.append(allowed(c) ? c : '\uFFFD');
            }
        }
    }

    /** What XML 1.0 has no way to say is left to the reader to notice. */
    private static boolean allowed(char c) {
        return c >= ' ' && c != '\uFFFE' && c != '\uFFFF';
    }
}
