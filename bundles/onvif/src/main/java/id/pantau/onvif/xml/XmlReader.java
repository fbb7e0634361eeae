package id.pantau.onvif.xml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads XML that strangers sent. Namespaces are resolved; a document type declaration is refused, so that there are no
 * entities and nothing is ever fetched; depth and number of elements are bounded.
 */
public final class XmlReader {
    /** Elements within each other; ONVIF's own answers have about 15. */
    public static final int MAX_DEPTH = 64;
    /** Elements of one document; a recorder of 64 channels describes itself in about 15,000. */
    public static final int MAX_ELEMENTS = 60_000;

    private XmlReader() {}

    /**
     * @param document in UTF-8, or in UTF-16 with a byte order mark; an encoding that it declares is not believed, since
     *     devices copy declarations around
     * @throws XmlException when it is no well-formed XML or more than is let in
     */
    public static XmlElement read(byte[] document) throws XmlException {
        return read(decode(document));
    }

    public static XmlElement read(String document) throws XmlException {
        TreeBuilder tree = new TreeBuilder();
        try {
            XMLReader parser = parser();
            parser.setContentHandler(tree);
            parser.setErrorHandler(tree);
            parser.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("an external entity");
            });
            parser.parse(new InputSource(new StringReader(document)));
        } catch (SAXParseException e) {
            throw new XmlException("not well-formed XML at line " + e.getLineNumber() + ", column "
                    + e.getColumnNumber() + (document.contains("<!DOCTYPE") ? ": a DOCTYPE is refused" : ""));
        } catch (SAXException e) {
            throw new XmlException("XML that is refused: " + e.getMessage());
        } catch (IOException e) {
            throw new XmlException("not readable as XML");
        }
        return tree.root();
    }

    private static XMLReader parser() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            return factory.newSAXParser().getXMLReader();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no safe XML parser", e);
        }
    }

    private static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return from(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return from(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return from(bytes, 2, StandardCharsets.UTF_16LE);
        }
        return from(bytes, 0, StandardCharsets.UTF_8);
    }

    private static String from(byte[] bytes, int offset, Charset charset) {
        return new String(bytes, offset, bytes.length - offset, charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
