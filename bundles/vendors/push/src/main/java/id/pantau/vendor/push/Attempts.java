package id.pantau.vendor.push;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong keys by source: each may err {@value #MOST} times, and then once in three seconds. Of IPv6 the first 64 bits are
 * one source. On one thread.
 */
final class Attempts {
    static final int MOST = 20;
    static final long FORGIVEN_NANOS = 3_000_000_000L;

    private static final int MOST_SOURCES = 4096;

    private final LongSupplier nanos;

    /** When the last error of a source will be forgiven; the longest untouched is forgotten first. */
    private final Map<String, Long> debts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    /** @param nanos as {@link System#nanoTime} */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether this source's next key is looked at. */
    boolean mayTry(InetAddress from) {
        Long debt = debts.get(source(from));
        return debt == null || debt - nanos.getAsLong() <= (MOST - 1) * FORGIVEN_NANOS;
    }

    void wrong(InetAddress from) {
        long now = nanos.getAsLong();
        Long debt = debts.get(source(from));
        debts.put(source(from), (debt == null || debt - now < 0 ? now : debt) + FORGIVEN_NANOS);
    }

    /** How many sources are remembered. */
    int sources() {
        return debts.size();
    }

    private static String source(InetAddress from) {
        byte[] bytes = from.getAddress();
        return HexFormat.of().formatHex(bytes, 0, from instanceof Inet6Address ? 8 : bytes.length);
    }
}
