package id.pantau.onboarding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of an Open Packaging Conventions package (ECMA-376-2), read within bounds: a few bytes may unpack to gigabytes. Small
 * parts are kept, large ones are unpacked anew whenever they are read. Part names are compared without regard to case
 * (ECMA-376-2, 6.2.2.3).
 */
final class ZipParts {
    private static final int MOST_ENTRIES = 1000;
    private static final int SMALL = 64 << 10;
    private static final int MOST_KEPT = 4 << 20;

    private final byte[] body;
    private final Set<String> names = new HashSet<>();
    private final Map<String, byte[]> small = new HashMap<>();
    private int kept;

    /** It is larger than it may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /**
     * Unpacks everything once, wanted or not, and keeps little of it.
     *
     * @param most bytes that all entries together may unpack to
     * @throws TooLargeException when they are more, or the entries too many
     * @throws IOException when it is no ZIP file, or a damaged or encrypted one
     */
    ZipParts(byte[] body, long most) throws IOException {
        this.body = body;
        long left = most;
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

    /** How many bytes the entry unpacks to. */
    private long unpack(ZipInputStream zip, String name, long left) throws IOException {
        if (!names.add(name)) {
            throw new IOException("two entries of the same name");
        }
        byte[] head = zip.readNBytes(SMALL + 1);
        long size = head.length;
        if (size <= SMALL && kept + size <= MOST_KEPT) {
            small.put(name, head);
            kept += head.length;
        }
        byte[] chunk = new byte[SMALL];
        for (int n = size > SMALL ? zip.read(chunk) : -1; n >= 0 && size <= left; n = zip.read(chunk)) {
            size += n;
        }
        if (size > left) {
            throw new TooLargeException("it unpacks to more than is allowed");
        }
        return size;
    }

    /** The part's content; to be closed. */
    Optional<InputStream> find(String name) throws IOException {
        String key = key(name);
        byte[] known = small.get(key);
        if (known != null) {
            return Optional.of(new ByteArrayInputStream(known));
        }
        return names.contains(key) ? Optional.of(unpacked(key)) : Optional.empty();
    }

    private InputStream unpacked(String key) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (key(entry.getName()).equals(key)) {
                return zip;
            }
        }
        throw new IOException("a part is missing");
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("/") ? lower.substring(1) : lower;
    }
}
