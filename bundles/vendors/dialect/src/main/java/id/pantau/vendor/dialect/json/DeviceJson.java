package id.pantau.vendor.dialect.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON that devices sent, bounded in depth and length. What follows the first value is not looked at. */
public final class DeviceJson {
    /** In bytes. */
    public static final int LONGEST = 2 << 20;
    /** Values within each other. */
    public static final int DEEPEST = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .maxNumberLength(100)
                            .maxNameLength(1000)
                            .build())
                    .build())
            .build();

    private DeviceJson() {}

    /**
     * @return an object
     * @throws IOException when it is none; the message says where, and does not repeat it
     */
    public static JsonNode object(byte[] text) throws IOException {
        if (text.length > LONGEST) {
            throw new IOException("JSON of more than " + LONGEST + " bytes");
        }
        JsonNode read;
        try {
            read = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new IOException("no JSON" + where, e);
        }
        if (read == null || !read.isObject()) {
            throw new IOException("no JSON object");
        }
        return read;
    }

    /** A whole number from 0 to 999,999,999, written as such or as text; empty for anything else. */
    public static Optional<Integer> number(@Nullable JsonNode value) {
        String text = value == null || !value.isValueNode() ? "" : value.asText();
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
