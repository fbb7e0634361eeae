package id.pantau.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.Test;

/**
 * Acknowledged means kept: the container is killed with submissions in flight at three doors (HTTP, the inbox folder, an MQTT
 * broker), and every one that was acknowledged is there afterwards, once. {@code -Dpantau.kills} says how often, per database.
 */
public class KillIT {
    private static final int SENDERS = 3;
    private static final int KILLS_BETWEEN_LOOKS = 10;
    private static final String PARTNER = "bank-anu";
    private static final Pattern SUBMISSION = Pattern.compile("\"submission\" *: *\"([^\"]*)\"");

    private final AtomicInteger number = new AtomicInteger();
    /** Submission name to receipt id; the empty string where the acknowledgement does not name it. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final Random random = new Random(7);
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private Container container;
    private String key;
    private MqttPartner port;
    private volatile boolean sending;

    @Test
    public void h2LosesNothing() throws Exception {
        container = new Container("kill-h2");
        try {
            container.start();
            campaign();
        } finally {
            container.close();
        }
    }

    @Test
    public void postgresqlLosesNothing() throws Exception {
        try (PostgresServer postgres = new PostgresServer()) {
            container = new Container("kill-postgresql");
            try {
                container.start();
                container.console("secret:set --password-file " + postgres.passwordFile() + " registry");
                assertTrue(
                        "an upgrade keeps secrets",
                        Files.exists(container.home().resolve("state/secrets/registry")));
                container.stop();
                Files.writeString(
                        container.home().resolve("container/etc/org.ops4j.datasource-pantau.cfg"),
                        String.join(
                                "\n",
                                "osgi.jdbc.driver.class = org.postgresql.Driver",
                                "url = " + postgres.jdbcUrl(),
                                "user = postgres",
                                "password = $[secret:registry]",
                                "dataSourceName = pantau",
                                "pool = hikari",
                                ""));
                container.start();
                campaign();
            } finally {
                container.close();
            }
        }
    }

    @Test
    public void theAnswerIsSentAfterTheCommitIsOnDisk() throws Exception {
        Peer.STRACE.need();
        container = new Container("fsync");
        try {
            container.start();
            key = container.partner(PARTNER);
            Path trace = container.home().resolve("trace");
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-s",
                            "64",
                            "-e",
                            "trace=fsync,fdatasync,read,write,writev,sendto",
                            "-o",
                            trace.toString(),
                            "-p",
                            String.valueOf(container.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(container.home().resolve("strace.log").toFile())
                    .start();
            try {
                // strace says on its first line that it is attached
                await().atMost(20, TimeUnit.SECONDS)
                        .until(() -> Files.readString(container.home().resolve("strace.log"))
                                .contains("attached"));
                assertEquals(202, submit("fsync-1").statusCode());
                await().atMost(20, TimeUnit.SECONDS)
                        .until(() -> Files.readString(trace).contains("HTTP/1.1 202"));
            } finally {
                strace.destroy();
                strace.waitFor();
            }
            List<String> calls = Files.readAllLines(trace);
            int asked = first(calls, 0, "POST /api/v1/partners");
            int answered = first(calls, asked, "HTTP/1.1 202");
            List<String> between = calls.subList(asked, answered);
            List<String> synced = between.stream()
                    .filter(c -> c.matches(".*f(data)?sync(\\(\\d+\\)| resumed>.*) *= 0"))
                    .toList();
            assertTrue("no fsync between question and answer:\n" + String.join("\n", between), !synced.isEmpty());
            System.out.println("between POST and 202: " + synced);
        } finally {
            container.close();
        }
    }

    private static int first(List<String> lines, int from, String what) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(what)) {
                return i;
            }
        }
        throw new AssertionError("no '" + what + "' in the trace");
    }

    private void campaign() throws Exception {
        container.console("config:property-set -p id.pantau.web partnerRequestsPerMinute 1000000");
        key = container.partner(PARTNER);
        Path inbox = container.home().resolve("inbox/" + PARTNER);
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.isDirectory(inbox));
        int kills = Integer.getInteger("pantau.kills");
        // its broker outlives the container: what it was given and the container did not acknowledge, it gives again
        try (MqttPartner partner = new MqttPartner(PARTNER)) {
            port = partner;
            container.partnerFile(PARTNER, port.door("json"));
            await("the door's session exists").atMost(60, TimeUnit.SECONDS).until(port::isHeard);
            for (int kill = 1; kill <= kills; kill++) {
                killAmidSubmissions(inbox, kill);
                if (kill % KILLS_BETWEEN_LOOKS == 0 || kill == kills) {
                    awaitPublished();
                }
            }
            checkReceipts();
        }
        Map<String, Long> byDoor = acknowledged.keySet().stream()
                .collect(Collectors.groupingBy(name -> name.substring(0, 4), TreeMap::new, Collectors.counting()));
        System.out.println(container.home().getFileName() + ": " + kills + " kills, " + acknowledged.size()
                + " acknowledged submissions " + byDoor + ", 0 lost, 0 twice");
    }

    /** What the container did not acknowledge comes again. */
    private void awaitPublished() {
        await("what the broker still had").atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            Set<String> missing = new TreeSet<>(published);
            missing.removeAll(rows().keySet());
            assertEquals(container.console("partner:list --json") + port.state(), Set.of(), missing);
        });
    }

    private void killAmidSubmissions(Path inbox, int kill) throws Exception {
        int before = acknowledged.size();
        List<Thread> senders = startSenders(inbox);
        int more = 40 + random.nextInt(30);
        await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() >= before + more);
        container.kill();
        sending = false;
        for (Thread sender : senders) {
            sender.join();
        }
        noteFiles(inbox);
        noteTold();
        container.start();
        check(kill);
    }

    private List<Thread> startSenders(Path inbox) {
        sending = true;
        List<Thread> threads = new java.util.ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            threads.add(start(this::sendByHttp));
        }
        threads.add(start(() -> sendByFile(inbox)));
        threads.add(start(this::sendByMqtt));
        return threads;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "sender");
        thread.start();
        return thread;
    }

    private void sendByHttp() {
        while (sending) {
            String name = "http-" + number.incrementAndGet();
            try {
                var answer = submit(name);
                if (answer.statusCode() == 202) {
                    acknowledged.put(
                            name,
                            Container.JSON.readTree(answer.body()).path("id").asText());
                } else {
                    throw new AssertionError(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                // killed before it answered: not acknowledged
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private HttpResponse<String> submit(String name) throws IOException, InterruptedException {
        return container.post(
                "/api/v1/partners/" + PARTNER + "/cameras",
                "application/json",
                json(name),
                "Authorization",
                "Bearer " + key);
    }

    private static String json(String name) {
        return "{\"submission\":\"" + name + "\",\"cameras\":[{\"ref\":\"" + name
                + "\",\"name\":\"Uji\",\"address\":\"rtsp://127.0.0.1:1/x\",\"latitude\":1.1,"
                + "\"longitude\":104.0,\"scene\":\"street\",\"publicConsent\":true}]}";
    }

    /** A few at a time are on their way; a receipt that came back acknowledges one. */
    private void sendByMqtt() {
        while (sending) {
            String name = "mqtt-" + number.incrementAndGet();
            try {
                port.submit(json(name));
                published.add(name);
                await().atMost(5, TimeUnit.SECONDS).until(() -> !sending || noteTold() || outstanding() < 5);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private long outstanding() {
        return published.size()
                - acknowledged.keySet().stream()
                        .filter(name -> name.startsWith("mqtt"))
                        .count();
    }

    /** Returns whether anything was told. */
    private boolean noteTold() {
        boolean any = false;
        for (String message = port.told.poll(); message != null; message = port.told.poll()) {
            Matcher submission = SUBMISSION.matcher(message);
            if (submission.find() && submission.group(1).startsWith("mqtt")) {
                acknowledged.putIfAbsent(submission.group(1), "");
                any = true;
            }
        }
        return any;
    }

    private void sendByFile(Path inbox) {
        while (sending) {
            String name = "file-" + number.incrementAndGet();
            try {
                Path draft = inbox.resolveSibling(name + ".draft");
                Files.writeString(
                        draft,
                        "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n" + name
                                + ",Uji,rtsp://127.0.0.1:1/x,,,1.1,104.0,street,true\n");
                Files.move(draft, inbox.resolve(name + ".csv"), StandardCopyOption.ATOMIC_MOVE);
                Path marker = inbox.resolve(name + ".csv.done");
                Files.createFile(marker);
                await().atMost(5, TimeUnit.SECONDS).until(() -> !sending || Files.exists(done(inbox, name)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static Path done(Path inbox, String name) {
        return inbox.resolve("done/" + name + ".csv");
    }

    /** A file is acknowledged by having moved to done/. */
    private void noteFiles(Path inbox) throws IOException {
        if (!Files.isDirectory(inbox.resolve("done"))) {
            return;
        }
        try (var files = Files.list(inbox.resolve("done"))) {
            files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".csv"))
                    .forEach(f -> acknowledged.putIfAbsent(f.substring(0, f.length() - 4), ""));
        }
    }

    private Map<String, Integer> rows() throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        for (JsonNode row : container.consoleJson("onboarding:list --json")) {
            rows.merge(row.path("ref").asText(), 1, Integer::sum);
        }
        return rows;
    }

    private void check(int kill) throws IOException {
        Map<String, Integer> rows = rows();
        assertTrue("after kill " + kill, acknowledged.size() > 0);
        acknowledged
                .keySet()
                .forEach(name ->
                        assertEquals("rows of " + name + " after kill " + kill, Integer.valueOf(1), rows.get(name)));
        rows.forEach((name, count) -> assertEquals(name + " after kill " + kill, Integer.valueOf(1), count));
    }

    private void checkReceipts() throws IOException, InterruptedException {
        for (Map.Entry<String, String> entry : acknowledged.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                JsonNode receipt = container.getJson(
                        "/api/v1/partners/" + PARTNER + "/cameras/receipts/" + entry.getValue(),
                        "Authorization",
                        "Bearer " + key);
                assertEquals(entry.getKey(), receipt.path("submission").asText());
            }
        }
    }
}
