package id.pantau.onboarding;

import static id.pantau.onboarding.House.camera;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Endpoint;
import id.pantau.model.RowState;
import id.pantau.onboarding.Networks.Resolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Addresses and names that lead to this machine, each with the port of a socket that would hear it. */
@DisplayName("Of all that leads to this machine")
@Timeout(120)
class SentinelsTest {
    /** Where a camera may be, so that it is seen that whoever is asked is heard. */
    private static final String CAMERA = "127.1.0.7";

    private static final int[][] HERE = {{127, 0, 0, 1}, {127, 8, 9, 10}, {127, 255, 255, 254}, {0, 0, 0, 0}};
    private static final List<String> SCHEMES = List.of("", "rtsp://", "rtsps://", "http://", "https://");
    private static final int EACH_KIND = 20;

    @TempDir
    Path home;

    /** Counts who connects. */
    private static final class Sentinel implements AutoCloseable {
        private final ServerSocket socket;
        private final AtomicInteger heard = new AtomicInteger();

        Sentinel(InetAddress address) throws IOException {
            socket = new ServerSocket();
            socket.bind(new InetSocketAddress(address, 0), 1000);
            Thread listening = new Thread(this::listen, "sentinel");
            listening.setDaemon(true);
            listening.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void listen() {
            try {
                while (true) {
                    socket.accept().close();
                    heard.incrementAndGet();
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Set<String> literals(int port) {
        Set<String> corpus = new LinkedHashSet<>();
        List<String> hosts = new ArrayList<>(List.of(
                "localhost",
                "LOCALHOST",
                "localhost.",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0000:0000:0000:0000:0000:0000:0001]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b:1::7f00:1]",
                "[fe80::1%25lo]"));
        for (int[] target : HERE) {
            hosts.addAll(ForbiddenAddressesTest.spellings(target));
        }
        for (String host : hosts) {
            String there = host.endsWith(":554") ? host.replace(":554", ":" + port) : host + ":" + port;
            SCHEMES.forEach(scheme -> corpus.add(scheme + there + (scheme.isEmpty() ? "" : "/ch1")));
        }
        return corpus;
    }

    /** What each name resolves to, the first time and every time after that. */
    private static Map<String, List<List<String>>> names() {
        Map<String, List<List<String>>> names = new LinkedHashMap<>();
        for (int i = 0; i < EACH_KIND; i++) {
            names.put("away" + i + ".example", List.of(List.of("127.0.0.1")));
            names.put("six" + i + ".example", List.of(List.of("::1")));
            names.put("mapped" + i + ".example", List.of(List.of("::ffff:127.0.0.1")));
            names.put("nat64-" + i + ".example", List.of(List.of("64:ff9b::7f00:1")));
            names.put("both" + i + ".example", List.of(List.of(CAMERA, "127.0.0.1")));
            names.put("rebinding" + i + ".example", List.of(List.of(CAMERA), List.of("127.0.0.1")));
        }
        return names;
    }

    private static Resolver resolver(Map<String, List<List<String>>> names, Map<String, Integer> asked)
            throws UnknownHostException {
        return host -> {
            List<List<String>> answers = names.get(host);
            if (answers == null) {
                return InetAddress.getAllByName(host);
            }
            int before = asked.merge(host, 1, Integer::sum) - 1;
            List<String> answer = answers.get(Math.min(before, answers.size() - 1));
            InetAddress[] addresses = new InetAddress[answer.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByName(answer.get(i));
            }
            return addresses;
        };
    }

    private static byte[] submission(Set<String> addresses) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode submission = json.createObjectNode().put("submission", "a");
        ArrayNode cameras = submission.putArray("cameras");
        for (String address : addresses) {
            ObjectNode camera = (ObjectNode) json.readTree(camera("C" + cameras.size(), "x"));
            cameras.add(camera.put("address", address));
        }
        return json.writeValueAsBytes(submission);
    }

    private static void dial(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port(554)), 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(endpoint + " does not answer", e);
        }
    }

    @Test
    @DisplayName(
            "no connection reaches a sentinel, and a name that changes its mind stays with the camera it began with")
    void nobodyIsHeard() throws Exception {
        Map<String, List<List<String>>> names = names();
        Map<String, Integer> asked = new ConcurrentHashMap<>();
        try (House house = new House(home);
                Sentinel sentinel = new Sentinel(InetAddress.getByName("::"));
                Sentinel camera = new Sentinel(InetAddress.getByName(CAMERA))) {
            house.close();
            Networks networks = new Networks(List.of("127.1.0.0/16"), List.of("8181"), resolver(names, asked));
            house.start(networks);
            house.drivers.dial = SentinelsTest::dial;
            Set<String> corpus = literals(sentinel.port());
            int literals = corpus.size();
            names.keySet().stream()
                    .filter(name -> !name.startsWith("rebinding"))
                    .forEach(name -> corpus.add("http://" + name + ":" + sentinel.port() + "/"));
            names.keySet().stream()
                    .filter(name -> name.startsWith("rebinding"))
                    .forEach(name -> corpus.add("http://" + name + ":" + camera.port() + "/"));
            corpus.add("rtsp://" + CAMERA + ":" + camera.port() + "/ch1");
            house.onboarding.submit("bank-anu", "application/json", "", submission(corpus));
            await().until(() -> house.submissions.rows().stream()
                    .noneMatch(row -> row.state().pending()));
            System.out.println("ssrf: " + literals + " addresses and " + names.size() + " names led here, "
                    + sentinel.heard.get() + " connections reached the sentinel, " + camera.heard.get()
                    + " the camera that may be asked");
            assertTrue(literals + names.size() >= 500, "too few: " + corpus.size());
            assertEquals(0, sentinel.heard.get());
            await().untilAsserted(() -> assertEquals(EACH_KIND + 1, camera.heard.get()));
            assertEquals(
                    EACH_KIND + 1,
                    house.submissions.rows(RowState.WAITING_APPROVAL).size());
            assertTrue(asked.values().stream().allMatch(times -> times == 1), "resolved more than once: " + asked);
        }
    }
}
