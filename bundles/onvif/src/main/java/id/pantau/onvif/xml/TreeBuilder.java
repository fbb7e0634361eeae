package id.pantau.onvif.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Makes a tree of what the parser tells, within the reader's bounds. */
final class TreeBuilder extends DefaultHandler {
    private final Deque<Open> open = new ArrayDeque<>();
    private Map<String, String> declared = new HashMap<>();
    private int elements;
    private @Nullable XmlElement root;

    /** An element whose end was not seen yet. */
    private record Open(
            String namespace,
            String name,
            Map<String, String> attributes,
            List<XmlElement> children,
            StringBuilder text,
            XmlScope scope) {

        XmlElement close() {
            return new XmlElement(
                    namespace,
                    name,
                    attributes,
                    List.copyOf(children),
                    text.toString().strip(),
                    scope);
        }
    }

    XmlElement root() throws XmlException {
        if (root == null) {
            throw new XmlException("no XML element");
        }
        return root;
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        declared.put(prefix, uri);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        if (open.size() == XmlReader.MAX_DEPTH) {
            throw new SAXException("deeper than " + XmlReader.MAX_DEPTH + " elements");
        }
        if (++elements > XmlReader.MAX_ELEMENTS) {
            throw new SAXException("more than " + XmlReader.MAX_ELEMENTS + " elements");
        }
        Open around = open.peek();
        XmlScope scope = around == null ? XmlScope.EMPTY : around.scope();
        if (!declared.isEmpty()) {
            scope = new XmlScope(scope, declared);
            declared = new HashMap<>();
        }
        open.push(new Open(uri, localName, named(attributes), new ArrayList<>(0), new StringBuilder(0), scope));
    }

    private static Map<String, String> named(Attributes attributes) {
        if (attributes.getLength() == 0) {
            return Map.of();
        }
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            String namespace = attributes.getURI(i);
            String name = attributes.getLocalName(i);
            byName.put(namespace.isEmpty() ? name : "{" + namespace + "}" + name, attributes.getValue(i));
        }
        return byName;
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        Open here = open.peek();
        if (here != null) {
            here.text().append(chars, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        XmlElement done = open.pop().close();
        Open around = open.peek();
        if (around == null) {
            root = done;
        } else {
            around.children().add(done);
        }
    }

    @Override
    public void error(SAXParseException problem) throws SAXException {
        throw problem;
    }
}
