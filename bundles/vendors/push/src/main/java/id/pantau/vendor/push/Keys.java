package id.pantau.vendor.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Who may send which stream: a key for each name, of which only the hash is kept. Thread-safe. */
final class Keys {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Makes a key recognisable, to people and to scanners that look for leaked secrets. */
    private static final String PREFIX = "ps_";

    private static final int KEY_BYTES = 20;
    private static final int MOST_NAMES = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyFile file;
    private Map<String, String> names;

    /** @throws IOException when what was kept cannot be read */
    Keys(KeyFile file) throws IOException {
        this.file = file;
        this.names = inverse(file.read());
    }

    /**
     * A new key, instead of the one that the name had. Its hash is on disk when this returns.
     *
     * @throws IllegalArgumentException when that is no name
     * @throws IOException when it cannot be written down, and nothing has changed then
     */
    synchronized String make(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a stream's name has 1 to 64 lower-case letters, digits and hyphens, and begins with no hyphen");
        }
        Map<String, String> hashes = inverse(names);
        if (hashes.size() >= MOST_NAMES && !hashes.containsKey(name)) {
            throw new IllegalArgumentException("there are " + MOST_NAMES + " streams already");
        }
        byte[] secret = new byte[KEY_BYTES];
        RANDOM.nextBytes(secret);
        String key = PREFIX + HexFormat.of().formatHex(secret);
        hashes.put(name, hash(key));
        keep(hashes);
        return key;
    }

    /**
     * Ends a name's key; on disk when this returns.
     *
     * @return false when it had none
     * @throws IOException when it cannot be written down; the key is void all the same, until the next start
     */
    synchronized boolean revoke(String name) throws IOException {
        Map<String, String> hashes = inverse(names);
        if (hashes.remove(name) == null) {
            return false;
        }
        names = inverse(hashes);
        file.write(hashes);
        return true;
    }

    /** The name that a key is for. A key has 160 random bits, so looking its hash up tells nothing by time. */
    synchronized Optional<String> name(String key) {
        return Optional.ofNullable(names.get(hash(key)));
    }

    /** Every name that has a key, in order. */
    synchronized List<String> all() {
        return List.copyOf(inverse(names).keySet());
    }

    private void keep(Map<String, String> hashes) throws IOException {
        file.write(hashes);
        names = inverse(hashes);
    }

    private static Map<String, String> inverse(Map<String, String> map) {
        Map<String, String> inverse = new TreeMap<>();
        map.forEach((key, value) -> inverse.put(value, key));
        return inverse;
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
