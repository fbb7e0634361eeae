package id.pantau.onboarding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The XML parts of an Open Packaging Conventions package (ECMA-376-2), unpacked in memory within bounds: a few bytes may
 * unpack to gigabytes. Part names are compared without regard to case (ECMA-376-2, 6.2.2.3).
 */
final class ZipParts {
    private static final int MOST_ENTRIES = 1000;

    private final Map<String, byte[]> parts = new HashMap<>();

    /** It is larger than it may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /**
     * @param most bytes that all entries together may unpack to
     * @throws TooLargeException when they are more, or the entries too many
     * @throws IOException when it is no ZIP file, or a damaged or encrypted one
     */
    ZipParts(byte[] body, int most) throws IOException {
        int left = most;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new TooLargeException("more than " + MOST_ENTRIES + " entries");
                }
                left -= unpack(zip, key(entry.getName()), left);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("an entry's name is not UTF-8", e);
        }
        if (entries == 0) {
            throw new IOException("no ZIP file");
        }
    }

    /** Keeps what may be needed; all the rest, such as pictures, is read and dropped, and counts. */
    private int unpack(ZipInputStream zip, String name, int left) throws IOException {
        boolean wanted = name.endsWith(".xml") || name.endsWith(".rels");
        byte[] content = zip.readNBytes(left + 1);
        if (content.length > left) {
            throw new TooLargeException("it unpacks to more than is allowed");
        }
        if (wanted && parts.put(name, content) != null) {
            throw new IOException("two entries of the same name");
        }
        return content.length;
    }

    Optional<InputStream> find(String name) {
        return Optional.ofNullable(parts.get(key(name))).map(ByteArrayInputStream::new);
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("/") ? lower.substring(1) : lower;
    }
}
