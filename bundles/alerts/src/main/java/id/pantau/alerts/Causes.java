package id.pantau.alerts;

import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Item;
import id.pantau.model.Camera;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Guesses which cameras went dark together: at least three, for the same reason, within half a minute, on one network (an
 * IPv4 /24 or IPv6 /64), else at one point, else of one partner.
 */
final class Causes {
    private static final int FEWEST = 3;
    private static final Duration TOGETHER = Duration.ofSeconds(30);
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");

    private Causes() {}

    enum Kind {
        NETWORK,
        POINT,
        PARTNER
    }

    /**
     * What they have in common.
     *
     * @param name of the point or partner; empty for a network, whose address is nobody's business
     */
    record Cause(Kind kind, String name, Reason reason, List<Camera> cameras) {}

    static List<Cause> of(List<Item> items) {
        List<Item> left = new ArrayList<>(items.stream()
                .filter(i -> i.change() == Change.TROUBLE && i.trouble().status() == Status.OFFLINE)
                .sorted(Comparator.comparing(i -> i.trouble().since()))
                .toList());
        List<Cause> causes = new ArrayList<>();
        take(
                left,
                causes,
                Kind.NETWORK,
                i -> network(i.sighting().camera().endpoint().host()),
                i -> "");
        take(
                left,
                causes,
                Kind.POINT,
                i -> Optional.of(i.sighting().camera().point()),
                i -> i.sighting().point());
        take(
                left,
                causes,
                Kind.PARTNER,
                i -> Optional.of(i.sighting().camera().partner()),
                i -> i.sighting().camera().partner());
        return causes;
    }

    private static void take(
            List<Item> left,
            List<Cause> causes,
            Kind kind,
            Function<Item, Optional<String>> common,
            Function<Item, String> name) {
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        for (Item item : left) {
            common.apply(item)
                    .ifPresent(c -> groups.computeIfAbsent(reason(item) + " " + c, k -> new ArrayList<>())
                            .add(item));
        }
        for (List<Item> group : groups.values()) {
            List<Item> together = largestRun(group);
            if (together.size() >= FEWEST) {
                Item first = together.get(0);
                causes.add(new Cause(
                        kind,
                        name.apply(first),
                        reason(first),
                        together.stream().map(i -> i.sighting().camera()).toList()));
                left.removeAll(together);
            }
        }
    }

    /** @param items ordered by time */
    private static List<Item> largestRun(List<Item> items) {
        List<Item> largest = List.of();
        int end = 0;
        for (int start = 0; start < items.size(); start++) {
            Instant last = items.get(start).trouble().since().plus(TOGETHER);
            while (end < items.size() && !items.get(end).trouble().since().isAfter(last)) {
                end++;
            }
            if (end - start > largest.size()) {
                largest = List.copyOf(items.subList(start, end));
            }
        }
        return largest;
    }

    private static Reason reason(Item item) {
        return item.trouble().reason().orElseThrow();
    }

    private static Optional<String> network(String host) {
        var four = IPV4.matcher(host);
        if (four.matches()) {
            return Optional.of(four.group(1));
        }
        if (!host.contains(":")) {
            return Optional.empty();
        }
        try {
            // a literal, since no name has a colon: nothing is looked up
            byte[] six = InetAddress.getByName(host).getAddress();
            return Optional.of(HexFormat.of().formatHex(six, 0, Math.min(8, six.length)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
