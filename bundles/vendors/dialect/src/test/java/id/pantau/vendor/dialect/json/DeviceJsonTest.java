package id.pantau.vendor.dialect.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceJsonTest {
    private static JsonNode read(String text) throws IOException {
        return DeviceJson.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAnObjectAndNothingElse() throws Exception {
        assertEquals("b", read("{\"a\":\"b\"}\u0000\n").path("a").asText());
        for (String bad : List.of("", "[]", "\"{}\"", "null", "{", "{\"secret\":", "<html>", "{'a':1}")) {
            IOException e = assertThrows(IOException.class, () -> read(bad));
            assertFalse(e.getMessage().contains("secret"), e.getMessage());
        }
    }

    @Test
    void isBoundedInDepthAndLength() throws Exception {
        int inside = DeviceJson.DEEPEST - 1;
        read("{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + "}");
        int more = DeviceJson.DEEPEST;
        assertThrows(IOException.class, () -> read("{\"a\":" + "[".repeat(more) + "]".repeat(more) + "}"));
        assertThrows(IOException.class, () -> read("{\"a\":\"" + "x".repeat(DeviceJson.LONGEST) + "\"}"));
        assertThrows(IOException.class, () -> read("{\"a\":" + "1".repeat(200) + "}"));
    }

    @Test
    void readsWholeNumbersHoweverTheyAreWritten() throws Exception {
        JsonNode told = read("{\"a\":7,\"b\":\"7\",\"c\":-1,\"d\":1.5,\"e\":1234567890,\"f\":{},\"g\":null}");
        assertEquals(Optional.of(7), DeviceJson.number(told.get("a")));
        assertEquals(Optional.of(7), DeviceJson.number(told.get("b")));
        for (String name : List.of("c", "d", "e", "f", "g", "none")) {
            assertEquals(Optional.empty(), DeviceJson.number(told.get(name)), name);
        }
    }
}
