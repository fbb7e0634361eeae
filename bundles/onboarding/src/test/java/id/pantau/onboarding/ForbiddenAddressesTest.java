package id.pantau.onboarding;

import static id.pantau.onboarding.House.camera;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("However a forbidden address is written")
@Timeout(60)
class ForbiddenAddressesTest {
    /** This machine, clouds' metadata services, other private networks, nowhere. */
    private static final int[][] TARGETS = {
        {127, 0, 0, 1},
        {127, 8, 9, 10},
        {169, 254, 169, 254},
        {100, 100, 100, 200},
        {10, 21, 0, 1},
        {192, 168, 1, 1},
        {0, 0, 0, 0}
    };

    private static final List<String> SCHEMES = List.of("", "rtsp://", "rtsps://", "http://", "https://");
    private static final String GOOD = "rtsp://10.20.0.7/ch1";

    @TempDir
    Path home;

    /** As URL parsers, C libraries and IPv6 gateways read one and the same IPv4 address. */
    static List<String> spellings(int[] a) {
        long number = (long) a[0] << 24 | a[1] << 16 | a[2] << 8 | a[3];
        String dotted = a[0] + "." + a[1] + "." + a[2] + "." + a[3];
        String high = Integer.toHexString(a[0] << 8 | a[1]);
        String low = Integer.toHexString(a[2] << 8 | a[3]);
        return List.of(
                dotted,
                dotted + ".",
                dotted + ":554",
                String.valueOf(number),
                "0x" + Long.toHexString(number),
                "0" + Long.toOctalString(number),
                "0%o.0%o.0%o.0%o".formatted(a[0], a[1], a[2], a[3]),
                "0x%x.0x%x.0x%x.0x%x".formatted(a[0], a[1], a[2], a[3]),
                "0x%x.%d.0%o.%d".formatted(a[0], a[1], a[2], a[3]),
                "%03d.%03d.%03d.%03d".formatted(a[0], a[1], a[2], a[3]),
                a[0] + "." + (number & 0xFFFFFF),
                a[0] + "." + a[1] + "." + (number & 0xFFFF),
                (a[0] + 256) + "." + a[1] + "." + a[2] + "." + a[3],
                "[::ffff:" + dotted + "]",
                "[::ffff:" + high + ":" + low + "]",
                "[0:0:0:0:0:ffff:" + high + ":" + low + "]",
                "[::" + dotted + "]",
                "[2002:" + high + ":" + low + "::]",
                "[64:ff9b::" + dotted + "]",
                "[2001:0:" + high + ":" + low + "::]",
                "[fe80::5efe:" + dotted + "]",
                "[::ffff:" + dotted + "%25lo]",
                "10.20.0.7@" + dotted,
                "10.20.0.7:554@" + dotted,
                dotted + "#@10.20.0.7",
                dotted + "\\@10.20.0.7",
                dotted + "%00.10.20.0.7",
                dotted + "%2f10.20.0.7",
                dotted + "\u3002",
                dotted.replace('.', '\u3002'),
                dotted.chars()
                        .mapToObj(c -> Character.isDigit(c) ? String.valueOf((char) (c - '0' + '\uFF10')) : ".")
                        .collect(Collectors.joining()),
                dotted + "\t",
                "\n" + dotted,
                dotted + " 10.20.0.7");
    }

    private static Set<String> corpus() {
        Set<String> corpus = new LinkedHashSet<>();
        for (int[] target : TARGETS) {
            for (String host : spellings(target)) {
                SCHEMES.forEach(scheme -> corpus.add(scheme + host + (scheme.isEmpty() ? "" : "/ch1")));
            }
        }
        for (String host : List.of(
                "localhost",
                "LOCALHOST",
                "localhost.",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[ff02::1]",
                "[fd00:ec2::254]",
                "224.0.0.1",
                "255.255.255.255",
                "10.19.255.255",
                "10.21.0.0",
                "")) {
            SCHEMES.forEach(scheme -> corpus.add(scheme + host + "/"));
        }
        for (String scheme : List.of("file", "ftp", "gopher", "dict", "ldap", "jar", "unix", "data", "javascript")) {
            corpus.add(scheme + "://10.20.0.7/x");
            corpus.add(scheme + ":/etc/passwd");
        }
        return corpus;
    }

    private static byte[] submission(Set<String> addresses) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode submission = json.createObjectNode().put("submission", "a");
        ArrayNode cameras = submission.putArray("cameras");
        cameras.add(json.readTree(camera("GOOD", GOOD)));
        for (String address : addresses) {
            ObjectNode camera = (ObjectNode) json.readTree(camera("C" + cameras.size(), "x"));
            cameras.add(camera.put("address", address));
        }
        return json.writeValueAsBytes(submission);
    }

    @Test
    @DisplayName("no driver is ever sent there, and whoever submitted it is told")
    void nobodyGoesThere() throws Exception {
        Set<String> corpus = corpus();
        assertTrue(corpus.size() > 1000, corpus.size() + " addresses");
        try (House house = new House(home)) {
            house.close();
            house.start("10.20.0.0/16");
            house.onboarding.submit("bank-anu", "application/json", "", submission(corpus));
            await().until(() -> house.submissions.rows().stream()
                    .noneMatch(row -> row.state().pending()));
            assertEquals(
                    List.of(GOOD),
                    house.drivers.probed.stream().map(Endpoint::toString).toList());
            List<OnboardingRow> rows = house.submissions.rows();
            assertEquals(corpus.size() + 1, rows.size());
            for (OnboardingRow row : rows.subList(1, rows.size())) {
                assertTrue(
                        row.state() == RowState.INVALID || row.state() == RowState.UNREACHABLE,
                        List.copyOf(corpus).get(row.row() - 2) + " is "
                                + row.state().code());
                assertTrue(row.reason().orElseThrow().id().contains("address"), row.reason() + " names the field");
            }
        }
    }
}
