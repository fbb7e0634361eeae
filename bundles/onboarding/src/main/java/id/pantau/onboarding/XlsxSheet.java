package id.pantau.onboarding;

import id.pantau.service.SubmissionRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of a workbook in SpreadsheetML (ECMA-376-1, part 18), transitional or strict, as rows of texts:
 * what cells hold, not how they look; of formulas their last result. Reads past everything that it does not need.
 */
final class XlsxSheet {
    /** As text, so that nobody takes it for a value: a cell whose formula failed. */
    static final String ERROR = "\0error";

    /** In a reference such as {@code AB12}. */
    private static final int LETTERS = 26;

    private static final XMLInputFactory XML = factory();

    private final ZipParts parts;
    private final Bounds bounds;
    private List<String> shared = List.of();

    private XlsxSheet(ZipParts parts, Bounds bounds) {
        this.parts = parts;
        this.bounds = bounds;
    }

    /**
     * @param columns what stands further right is too far
     * @param longest characters of a text; longer ones are cut, for whoever reads them to find too long
     * @param strings texts that cells share; more of them are too many
     * @param characters of all of those texts together
     */
    record Bounds(int columns, int longest, int strings, int characters) {}

    /** Takes lines as they are read. */
    @FunctionalInterface
    interface LineSink {
        void take(Line line) throws SubmissionRefusedException;
    }

    /**
     * A row in which at least one cell holds something.
     *
     * @param number 1 for the sheet's first row
     * @param cells from column A on, up to the last one that holds something
     */
    record Line(int number, List<String> cells) {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * @throws ZipParts.TooLargeException when there is more than the bounds say
     * @throws IOException when it is no workbook
     */
    static void read(ZipParts parts, Bounds bounds, LineSink sink) throws IOException, SubmissionRefusedException {
        try {
            new XlsxSheet(parts, bounds).lines(sink);
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new IOException("no workbook: " + e.getClass().getSimpleName(), e);
        }
    }

    private void lines(LineSink sink) throws IOException, XMLStreamException, SubmissionRefusedException {
        String workbook = relations("").get("type officeDocument");
        if (workbook == null) {
            throw new IOException("it names no workbook");
        }
        Map<String, String> targets = relations(workbook);
        String sheet = targets.get("id " + firstVisible(part(workbook)));
        if (sheet == null) {
            throw new IOException("its first sheet is missing");
        }
        String strings = targets.get("type sharedStrings");
        if (strings != null) {
            shared = strings(part(strings));
        }
        rows(part(sheet), sink);
    }

    private InputStream part(String name) throws IOException {
        return parts.find(name).orElseThrow(() -> new IOException("a part is missing"));
    }

    /** Where a part's relations lead to, by {@code id ID} and by {@code type LAST-SEGMENT} (ECMA-376-2, 6.5.3). */
    private Map<String, String> relations(String source) throws IOException, XMLStreamException {
        int slash = source.lastIndexOf('/') + 1;
        String folder = source.substring(0, slash);
        Map<String, String> targets = new HashMap<>();
        try (Xml xml = new Xml(part(folder + "_rels/" + source.substring(slash) + ".rels"))) {
            while (xml.nextStart(null)) {
                if (!xml.is("Relationship") || "External".equals(xml.attribute("TargetMode"))) {
                    continue;
                }
                String target = URI.create("/" + folder)
                        .resolve(String.valueOf(xml.attribute("Target")))
                        .getPath();
                String type = String.valueOf(xml.attribute("Type"));
                targets.put("id " + xml.attribute("Id"), target.substring(1));
                targets.putIfAbsent("type " + type.substring(type.lastIndexOf('/') + 1), target.substring(1));
            }
        }
        return targets;
    }

    /** The relation of the workbook's first sheet that is not hidden. */
    private static String firstVisible(InputStream workbook) throws IOException, XMLStreamException {
        try (Xml xml = new Xml(workbook)) {
            while (xml.nextStart(null)) {
                String state = xml.attribute("state");
                if (xml.is("sheet") && (state == null || state.equals("visible"))) {
                    return String.valueOf(xml.attribute("id"));
                }
            }
        }
        throw new IOException("it has no visible sheet");
    }

    private List<String> strings(InputStream part) throws IOException, XMLStreamException {
        List<String> strings = new ArrayList<>();
        int characters = 0;
        try (Xml xml = new Xml(part)) {
            while (xml.nextStart(null)) {
                if (!xml.is("si")) {
                    continue;
                }
                String text = xml.texts("si", bounds.longest());
                characters += text.length();
                if (strings.size() == bounds.strings() || characters > bounds.characters()) {
                    throw new ZipParts.TooLargeException("too many shared strings");
                }
                strings.add(text);
            }
        }
        return strings;
    }

    private void rows(InputStream part, LineSink sink)
            throws IOException, XMLStreamException, SubmissionRefusedException {
        int number = 0;
        try (Xml xml = new Xml(part)) {
            while (xml.nextStart(null)) {
                if (!xml.is("row")) {
                    continue;
                }
                String given = xml.attribute("r");
                number = given == null ? number + 1 : Integer.parseInt(given);
                List<String> cells = cells(xml);
                if (!cells.stream().allMatch(String::isBlank)) {
                    sink.take(new Line(number, cells));
                }
            }
        }
    }

    private List<String> cells(Xml xml) throws IOException, XMLStreamException {
        List<String> cells = new ArrayList<>();
        int column = -1;
        while (xml.nextStart("row")) {
            if (!xml.is("c")) {
                continue;
            }
            String reference = xml.attribute("r");
            column = reference == null ? column + 1 : column(reference);
            String type = xml.attribute("t");
            String text = cell(xml, type == null ? "n" : type);
            if (text.isEmpty()) {
                continue;
            }
            if (column >= bounds.columns()) {
                throw new ZipParts.TooLargeException("more than " + bounds.columns() + " columns");
            }
            cells.addAll(Collections.nCopies(Math.max(0, column + 1 - cells.size()), ""));
            cells.set(column, text);
        }
        return cells;
    }

    private int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column =
                    Math.min(bounds.columns(), column * LETTERS + Character.toUpperCase(reference.charAt(i)) - 'A') + 1;
        }
        return column - 1;
    }

    private String cell(Xml xml, String type) throws XMLStreamException {
        String value = "";
        while (xml.nextStart("c")) {
            if (xml.is("v")) {
                value = xml.texts("v", bounds.longest());
            } else if (xml.is("is")) {
                value = xml.texts("is", bounds.longest());
            }
        }
        return switch (type) {
            case "s" -> value.isEmpty() ? "" : sharedString(value);
            case "b" -> value.isEmpty() ? "" : value.equals("1") ? "true" : "false";
            case "e" -> ERROR;
            case "n" -> value.isEmpty() ? "" : number(value);
            default -> value;
        };
    }

    private String sharedString(String index) {
        int at = Integer.parseInt(index.strip());
        if (at < 0 || at >= shared.size()) {
            throw new IllegalArgumentException("a shared string that is not there");
        }
        return shared.get(at);
    }

    /** As a person would have typed it: {@code 7} for {@code 7.0}, and no exponent. */
    private static String number(String written) {
        double value = Double.parseDouble(written);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number that is none");
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }

    /** A reader that goes from element to element. */
    private static final class Xml implements AutoCloseable {
        private final InputStream part;
        private final XMLStreamReader reader;

        Xml(InputStream part) throws XMLStreamException {
            this.part = part;
            reader = XML.createXMLStreamReader(part);
        }

        /** Goes to the next start of an element; false, and past it, at the end of {@code within}, or of the document. */
        boolean nextStart(@Nullable String within) throws XMLStreamException {
            while (reader.hasNext()) {
                int event = next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return true;
                }
                if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals(within)) {
                    return false;
                }
            }
            return false;
        }

        private int next() throws XMLStreamException {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type declaration");
            }
            return event;
        }

        boolean is(String name) {
            return reader.getLocalName().equals(name);
        }

        /** By its local name: strict and transitional workbooks differ in the namespace. */
        @Nullable
        String attribute(String name) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                boolean own = reader.getAttributeLocalName(i).equals(name);
                if (own && (!name.equals("id") || reader.getAttributeNamespace(i) != null)) {
                    return reader.getAttributeValue(i);
                }
            }
            return null;
        }

        /** All text up to the end of the element in which the reader stands, but for how to pronounce it. */
        String texts(String element, int longest) throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            boolean aloud = false;
            while (reader.hasNext()) {
                int event = next();
                if (event == XMLStreamConstants.END_ELEMENT && is(element)) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    aloud = is("rPh") ? event == XMLStreamConstants.START_ELEMENT : aloud;
                } else if (reader.isCharacters() && !aloud && text.length() <= longest) {
                    text.append(reader.getText(), 0, Math.min(reader.getTextLength(), longest + 1 - text.length()));
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException, XMLStreamException {
            reader.close();
            part.close();
        }
    }
}
