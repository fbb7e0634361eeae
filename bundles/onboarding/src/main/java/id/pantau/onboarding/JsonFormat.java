package id.pantau.onboarding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Submissions in JSON, read as a stream so that a hostile one costs no more than its bytes. */
final class JsonFormat {
    private static final String SUBMISSION = "submission";
    private static final String CAMERAS = "cameras";
    private static final int MAXIMUM_NAME = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(8192)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .build())
            // what a parser quotes in its messages may be a password
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonFormat() {}

    /** @return the submission's name */
    static String read(byte[] body, Mapping mapping, RowSink sink) throws SubmissionRefusedException {
        try (JsonParser parser = FACTORY.createParser(Utf8.reader(body))) {
            return submission(parser, mapping, sink);
        } catch (JsonProcessingException e) {
            // its own message repeats what it stumbled over
            throw malformed(at(e.getLocation()));
        } catch (CharacterCodingException e) {
            throw malformed(new Text("Kiriman bukan UTF-8.", "The submission is not UTF-8."));
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail to be read", e);
        }
    }

    private static String submission(JsonParser parser, Mapping mapping, RowSink sink)
            throws IOException, SubmissionRefusedException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed(new Text("Kiriman harus berupa objek JSON.", "A submission is a JSON object."));
        }
        String name = "";
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!seen.add(field)) {
                throw invalid(printable(field), repeated());
            } else if (field.equals(SUBMISSION) && value == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else if (field.equals(CAMERAS) && value == JsonToken.START_ARRAY) {
                cameras(parser, mapping, sink);
            } else if (field.equals(SUBMISSION) || field.equals(CAMERAS)) {
                throw invalid(
                        field,
                        field.equals(CAMERAS)
                                ? new Text("Harus berupa larik.", "This must be an array.")
                                : mustBe("teks", "a text"));
            } else {
                throw invalid(printable(field), unknown());
            }
        }
        if (parser.nextToken() != null) {
            throw malformed(new Text("Ada isi setelah objek JSON.", "There is more after the JSON object."));
        }
        if (name.isBlank()) {
            throw invalid(SUBMISSION, RowCheck.MISSING);
        }
        return name;
    }

    private static void cameras(JsonParser parser, Mapping mapping, RowSink sink)
            throws IOException, SubmissionRefusedException {
        for (int row = 1; parser.nextToken() != JsonToken.END_ARRAY; row++) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                sink.take(camera(parser, row, mapping));
            } else {
                parser.skipChildren();
                sink.take(new RawRow(row, Map.of(), List.of(new Violation(row, "", mustBe("objek", "an object")))));
            }
        }
    }

    private static RawRow camera(JsonParser parser, int row, Mapping mapping) throws IOException {
        Map<String, Object> values = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = mapping.field(parser.currentName()).orElse(Mapping.IGNORED);
            parser.nextToken();
            if (field.equals(Mapping.IGNORED)) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                violations.add(new Violation(row, printable(field), repeated()));
            } else if (!Fields.ALL.contains(field)) {
                violations.add(new Violation(row, printable(field), unknown()));
            } else {
                value(parser, row, field, values, violations);
            }
            parser.skipChildren();
        }
        mapping.fixed().forEach((field, text) -> {
            if (!seen.contains(field)) {
                CameraTable.put(row, field, text, values, violations);
            }
        });
        return new RawRow(row, values, violations);
    }

    private static void value(
            JsonParser parser, int row, String field, Map<String, Object> values, List<Violation> violations)
            throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (Fields.NUMBERS.contains(field)) {
            if (token.isNumeric()) {
                values.put(field, parser.getDoubleValue());
            } else {
                violations.add(new Violation(row, field, mustBe("angka", "a number")));
            }
        } else if (field.equals(Fields.PUBLIC_CONSENT)) {
            if (token.isBoolean()) {
                values.put(field, parser.getBooleanValue());
            } else {
                violations.add(new Violation(row, field, RowCheck.NO_BOOLEAN));
            }
        } else if (token == JsonToken.VALUE_STRING) {
            values.put(field, parser.getText());
        } else {
            violations.add(new Violation(row, field, mustBe("teks", "a text")));
        }
    }

    /** A field's name as it may be shown: bounded, and nothing that could move a terminal's cursor. */
    private static String printable(String field) {
        String shown = field.codePoints()
                .filter(RowCheck::printable)
                .limit(MAXIMUM_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.isEmpty() ? "?" : shown;
    }

    private static Text mustBe(String id, String en) {
        return new Text("Harus berupa " + id + ".", "This must be " + en + ".");
    }

    private static Text repeated() {
        return new Text("Isian ini muncul dua kali.", "This field is there twice.");
    }

    private static Text unknown() {
        return new Text(
                "Isian ini tidak dikenal. Yang dikenal: " + String.join(", ", Fields.ALL) + ".",
                "This field is unknown. Known are: " + String.join(", ", Fields.ALL) + ".");
    }

    /** @param location null when a limit of the parser was passed */
    private static Text at(@Nullable JsonLocation location) {
        if (location == null) {
            return new Text(
                    "JSON terlalu dalam, atau salah satu nilainya terlalu panjang.",
                    "The JSON is nested too deeply, or one of its values is too long.");
        }
        String where = location.getLineNr() + ":" + location.getColumnNr();
        return new Text(
                "Bukan JSON yang sah pada baris:kolom " + where + ".", "Not valid JSON at line:column " + where + ".");
    }

    private static SubmissionRefusedException malformed(Text message) {
        return Refusals.of(Kind.MALFORMED, 0, "", message);
    }

    private static SubmissionRefusedException invalid(String field, Text message) {
        return Refusals.of(Kind.INVALID, 0, field, message);
    }
}
