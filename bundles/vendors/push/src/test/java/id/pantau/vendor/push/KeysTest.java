package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Keys")
class KeysTest {
    @TempDir
    Path state;

    @Test
    @DisplayName("are long, recognisable, and never the same")
    void areLong() throws IOException {
        Keys keys = new Keys(new KeyFile(state));
        String one = keys.make("one");
        String two = keys.make("two");
        assertTrue(one.matches("ps_[0-9a-f]{40}"), one);
        assertNotEquals(one, two);
        assertEquals(Optional.of("two"), keys.name(two));
        assertEquals(List.of("one", "two"), keys.all());
    }

    @Test
    @DisplayName("are for names that fit into an address")
    void areForNames() throws IOException {
        Keys keys = new Keys(new KeyFile(state));
        for (String wrong : List.of("", "-a", "A", "a/b", "a b", "a".repeat(65), "../x", "a=b")) {
            assertThrows(IllegalArgumentException.class, () -> keys.make(wrong), wrong);
        }
        assertEquals(List.of(), keys.all());
    }

    @Test
    @DisplayName("that are damaged on disk are not taken for none: the file and line are named")
    void areDamaged() throws IOException {
        Path file = state.resolve("keys/push.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# hashes\n\ngate-07=abc\n");
        IOException damaged = assertThrows(IOException.class, () -> new Keys(new KeyFile(state)));
        assertEquals(file + ", line 3: not NAME=HASH", damaged.getMessage());
    }

    @Test
    @DisplayName("that cannot be written down are not given out, and one that is revoked is void all the same")
    void cannotBeWritten() throws IOException {
        Keys keys = new Keys(new KeyFile(state));
        String key = keys.make("one");
        Files.delete(state.resolve("keys/push.properties"));
        Files.delete(state.resolve("keys"));
        Files.writeString(state.resolve("keys"), "in the way");
        assertThrows(IOException.class, () -> keys.make("two"));
        assertEquals(List.of("one"), keys.all());
        assertThrows(IOException.class, () -> keys.revoke("one"));
        assertEquals(Optional.empty(), keys.name(key));
    }
}
