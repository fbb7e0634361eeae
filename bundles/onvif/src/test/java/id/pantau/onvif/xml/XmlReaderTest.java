package id.pantau.onvif.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

    @Test
    @DisplayName("elements, attributes and texts are found whatever the prefixes are")
    void reads() throws Exception {
        XmlElement root = XmlReader.read("<a:x xmlns:a='urn:1' xmlns='urn:2'><y k='v' a:k='w'> t&amp;t </y><y/></a:x>");
        assertEquals("urn:1", root.namespace());
        assertEquals("urn:2", root.find("y").orElseThrow().namespace());
        assertEquals("t&t", root.text("y"));
        assertEquals("v", root.find("y").orElseThrow().attribute("k"));
        assertEquals("w", root.find("y").orElseThrow().attribute("{urn:1}k"));
        assertEquals(2, root.children("y").size());
        assertTrue(root.find("y", "z").isEmpty());
    }

    @Test
    @DisplayName("a prefix in a text means what it means there")
    void resolves() throws Exception {
        XmlElement root = XmlReader.read("<x xmlns:p='urn:outer'><y xmlns:p='urn:inner'>p:n</y><z>p:n</z></x>");
        assertEquals(new QName("urn:inner", "n"), root.find("y").orElseThrow().resolve("p:n"));
        assertEquals(new QName("urn:outer", "n"), root.find("z").orElseThrow().resolve("p:n"));
        assertEquals(new QName("", "n"), root.resolve("q:n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x><x/>",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>",
                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\">%p;]><x/>",
            })
    @DisplayName("a document type declaration is refused by name")
    void refusesDoctype(String document) {
        XmlException e = assertThrows(XmlException.class, () -> XmlReader.read(document));
        assertTrue(e.getMessage().contains("DOCTYPE"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "hello", "<x>", "<x></y>", "<p:x/>", "<x>&nbsp;</x>", "<x/><x/>", "<x a='1' a='2'/>"})
    @DisplayName("what is no well-formed XML is refused")
    void refusesBroken(String document) {
        assertThrows(XmlException.class, () -> XmlReader.read(document));
    }

    @Test
    @DisplayName("depth and number of elements are bounded, and just that much is read")
    void bounds() throws Exception {
        int depth = XmlReader.MAX_DEPTH;
        assertFalse(XmlReader.read("<x>".repeat(depth) + "</x>".repeat(depth))
                .children()
                .isEmpty());
        XmlException deep = assertThrows(
                XmlException.class, () -> XmlReader.read("<x>".repeat(depth + 1) + "</x>".repeat(depth + 1)));
        assertTrue(deep.getMessage().contains("deeper"), deep.getMessage());
        int most = XmlReader.MAX_ELEMENTS - 1;
        assertEquals(
                most,
                XmlReader.read("<r>" + "<x/>".repeat(most) + "</r>").children().size());
        assertThrows(XmlException.class, () -> XmlReader.read("<r>" + "<x/>".repeat(most + 1) + "</r>"));
    }

    @Test
    @DisplayName("an encoding that is declared and not used is not believed; a byte order mark is")
    void encodings() throws Exception {
        byte[] lying = "<?xml version=\"1.0\" encoding=\"utf-16\"?><x>é</x>".getBytes(StandardCharsets.UTF_8);
        assertEquals("é", XmlReader.read(lying).text());
        assertEquals(
                "é",
                XmlReader.read("\uFEFF<x>é</x>".getBytes(StandardCharsets.UTF_16LE))
                        .text());
        assertEquals(
                "é",
                XmlReader.read("\uFEFF<x>é</x>".getBytes(StandardCharsets.UTF_8))
                        .text());
    }

    @Test
    @DisplayName("what is written is read again as it was, whatever is in it")
    void writes() throws Exception {
        XmlElement written = XmlElement.of("urn:1", "x")
                .withAttribute("k", "<\"&'\n>")
                .withAttribute("{urn:3}q", "1")
                .with("y", "a<b & ]]> \u0001 c")
                .with(XmlElement.of("urn:2", "z").with("w", ""));
        XmlElement read = XmlReader.read(written.toString());
        assertEquals("<\"&'\n>", read.attribute("k"));
        assertEquals("1", read.attribute("{urn:3}q"));
        assertEquals("a<b & ]]> \uFFFD c", read.text("y"));
        assertEquals("urn:2", read.find("z", "w").orElseThrow().namespace());
        assertEquals("urn:1", read.find("y").orElseThrow().namespace());
        assertFalse(written.toString().contains("\n"), "more than one line");
    }

    @Test
    @DisplayName("a text at the end of a path is replaced, and nothing else")
    void replaces() throws Exception {
        XmlElement before = XmlReader.read("<x><y><z>1</z><z>2</z></y><w>3</w></x>");
        assertEquals(
                "<x><y><z>9</z><z>2</z></y><w>3</w></x>",
                before.replacing("9", "y", "z").toString());
        assertEquals(before.toString(), before.replacing("9", "y", "q").toString());
    }
}
