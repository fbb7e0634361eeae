package id.pantau.onvif.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * One element with what is in it. Immutable; the {@code with} methods give a changed copy.
 *
 * <p>Children are found by their local name alone: prefixes are the device's choice, and many devices put standard
 * elements into the wrong one of their service's and the schema's namespaces.
 */
public final class XmlElement {
    private final String namespace;
    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlElement> children;
    private final String text;
    private final XmlScope scope;

    XmlElement(
            String namespace,
            String name,
            Map<String, String> attributes,
            List<XmlElement> children,
            String text,
            XmlScope scope) {
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.text = text;
        this.scope = scope;
    }

    /** An empty element, to be filled by {@code with}. */
    public static XmlElement of(String namespace, String name) {
        return new XmlElement(namespace, name, Map.of(), List.of(), "", XmlScope.EMPTY);
    }

    /** The namespace's name, or the empty string. */
    public String namespace() {
        return namespace;
    }

    /** The local name. */
    public String name() {
        return name;
    }

    /** The text directly inside, without the white space around it. */
    public String text() {
        return text;
    }

    /** By local name; one in a namespace by <code>{namespace}name</code>. In the order of the document. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** An attribute's value, or the empty string. */
    public String attribute(String called) {
        return attributes.getOrDefault(called, "");
    }

    public List<XmlElement> children() {
        return children;
    }

    public List<XmlElement> children(String called) {
        return children.stream().filter(child -> child.name.equals(called)).toList();
    }

    /** The first child on each step of the way; empty when one is missing. */
    public Optional<XmlElement> find(String... path) {
        @Nullable XmlElement here = this;
        for (String step : path) {
            here = here.first(step);
            if (here == null) {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }

    /** The text at the end of a path; the empty string when there is none. */
    public String text(String... path) {
        return find(path).map(XmlElement::text).orElse("");
    }

    private @Nullable XmlElement first(String called) {
        for (XmlElement child : children) {
            if (child.name.equals(called)) {
                return child;
            }
        }
        return null;
    }

    /** Resolves {@code prefix:name}, as it stands in a text of this element, by the prefixes in force here. */
    public QName resolve(String qualified) {
        int colon = qualified.indexOf(':');
        String prefix = colon < 0 ? "" : qualified.substring(0, colon);
        return new QName(scope.namespace(prefix), qualified.substring(colon + 1), prefix);
    }

    /** One child more, at the end. */
    public XmlElement with(XmlElement child) {
        List<XmlElement> more = new ArrayList<>(children);
        more.add(child);
        return new XmlElement(namespace, name, attributes, List.copyOf(more), text, scope);
    }

    /** One child more, in the same namespace, that holds nothing but a text. */
    public XmlElement with(String called, String itsText) {
        return with(of(namespace, called).withText(itsText));
    }

    public XmlElement withText(String itsText) {
        return new XmlElement(namespace, name, attributes, children, itsText, scope);
    }

    public XmlElement withAttribute(String called, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(called, value);
        return new XmlElement(namespace, name, more, children, text, scope);
    }

    public XmlElement withoutAttribute(String called) {
        Map<String, String> fewer = new LinkedHashMap<>(attributes);
        fewer.remove(called);
        return new XmlElement(namespace, name, fewer, children, text, scope);
    }

    /** The same element, content and attributes, under another name. */
    public XmlElement named(String itsNamespace, String called) {
        return new XmlElement(itsNamespace, called, attributes, children, text, scope);
    }

    /** The text at the end of a path replaced; the same element when there is no such path. */
    public XmlElement replacing(String newText, String... path) {
        return replacing(newText, path, 0);
    }

    private XmlElement replacing(String newText, String[] path, int step) {
        if (step == path.length) {
            return withText(newText);
        }
        @Nullable XmlElement old = first(path[step]);
        if (old == null) {
            return this;
        }
        List<XmlElement> changed = new ArrayList<>(children);
        changed.set(changed.indexOf(old), old.replacing(newText, path, step + 1));
        return new XmlElement(namespace, name, attributes, List.copyOf(changed), text, scope);
    }

    /** As XML, without a declaration, on one line, with default namespaces alone. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        XmlWriter.write(this, out);
        return out.toString();
    }
}
