package id.pantau.onvif.xml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The namespace prefixes in force at an element. A chain, so that no document makes it copy what is around. */
record XmlScope(@Nullable XmlScope outer, Map<String, String> prefixes) {
    static final XmlScope EMPTY = new XmlScope(null, Map.of());

    /** The namespace of a prefix; the empty string when it has none. */
    String namespace(String prefix) {
        for (XmlScope scope = this; scope != null; scope = scope.outer) {
            String found = scope.prefixes.get(prefix);
            if (found != null) {
                return found;
            }
        }
        return "";
    }
}
