package id.pantau.camel.routes;

import static id.pantau.camel.routes.MemoryPlatform.CAMERA;
import static id.pantau.camel.routes.MemoryPlatform.NOON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import id.pantau.camel.routes.FileRoutes.Version;
import id.pantau.camel.routes.RouteState.Kind;
import id.pantau.service.Fact;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ClassResolver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A route file")
@Timeout(180)
class RouteFileTest {
    private static final String WRITES = """
            - route:
                id: writes
                from:
                  uri: pantau:events
                  parameters:
                    type: status-changed
                  steps:
                    - setHeader:
                        name: CamelFileName
                        simple: "${header.PantauCamera}.json"
                    - to: file:%s
            """;

    @TempDir
    Path folder;

    private RouteWorkshop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new RouteWorkshop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void happens(String status) {
        shop.board.happened(new Fact(Fact.STATUS_CHANGED, CAMERA, NOON, Map.of("status", status)));
    }

    private Path written(String file, String subfolder) {
        return shop.home.resolve(file).resolve(subfolder).resolve(CAMERA + ".json");
    }

    private static String problem(FileRoutes file) {
        return file.state().problem();
    }

    @Test
    void runs_and_writes_into_its_own_folder() throws Exception {
        FileRoutes file = shop.file("log", WRITES.formatted("out"));
        assertEquals("", problem(file));
        assertEquals(List.of("log.writes"), file.state().routes());
        happens("offline");
        await().until(() -> Files.exists(written("log", "out")));
        await().until(() -> file.state().done() == 1);
        assertTrue(Files.readString(written("log", "out")).contains("\"status\":\"offline\""));
        file.stop();
    }

    @Test
    void that_changes_for_the_worse_leaves_the_version_before_running() throws Exception {
        FileRoutes file = shop.file("log", WRITES.formatted("one"));
        file.update(new Version(WRITES.formatted("two") + "        - exec: rm\n", ""), Instant.now());
        assertTrue(problem(file).startsWith("log.yaml: line "), problem(file));
        assertEquals(Kind.RUNNING, file.state().kind());
        happens("offline");
        await().until(() -> Files.exists(written("log", "one")));
        file.update(new Version(WRITES.formatted("two"), ""), Instant.now());
        assertEquals("", problem(file));
        happens("live");
        await().until(() -> Files.exists(written("log", "two")));
        assertFalse(Files.readString(written("log", "one")).contains("\"live\""));
        file.stop();
        happens("degraded");
        assertFalse(Files.readString(written("log", "two")).contains("\"degraded\""));
    }

    @Test
    void says_in_which_line_what_is_wrong() {
        Map<String, String> wrong = Map.of(
                "- route:\n    from:\n      uri: timer:x\n      steps:\n        - to: exec:ls\n",
                "line 5: component 'exec' is not allowed in route files; there are direct, file,",
                "- route:\n    from:\n      uri: timer:x\n      steps:\n        - bean: x\n",
                "line 5: step 'bean' is not allowed in route files; there are choice,",
                "- beans:\n    - name: x\n",
                "line 1: 'beans' is not allowed in route files; there are route and from",
                "- from:\n    uri: timer:x\n  steps:\n - x: [\n",
                "line 4: this is no YAML: ",
                "- from:\n    uri: timer:x\n    steps:\n      - log: \"${bean:x}\"\n",
                "line 4: ${bean:x} is not allowed in route files; there are ${body},",
                "- from:\n    uri: timer:x?perid=5\n    steps:\n      - log: x\n",
                "line 2: option 'perid' of 'timer' is not allowed in route files; there are delay,",
                "- from:\n    uri: timer:x?fixedRate=often\n    steps:\n      - log: x\n",
                "line 2: ",
                "- from:\n    uri: pantau:events?size=x\n    steps:\n      - log: x\n",
                "line 2: size is a number, not 'x'",
                "- from:\n    uri: timer:x\n    steps:\n      - log: \"{{where}}\"\n",
                "line 4: Property with key [where] not found",
                "- from:\n    uri: timer:x\n    steps:\n      - setBody:\n          groovy: x\n",
                "line 5: 'groovy' is not allowed in 'setBody' of route files");
        wrong.forEach((text, words) -> {
            FileRoutes file = shop.file("bad", text);
            assertTrue(problem(file).startsWith("bad.yaml: " + words), () -> text + problem(file));
            assertEquals(Kind.REFUSED, file.state().kind());
        });
    }

    static Stream<String> waysOut() {
        return Stream.of(
                "to: exec:touch",
                "to: bean:x",
                "to: class:java.lang.Runtime",
                "to: language:simple:${body}",
                "to: groovy:x",
                "to: file:../other",
                "to: file:/etc",
                "to: file:a/../../b",
                "to: \"file:out?tempPrefix=/etc/\"",
                "to: \"file:out?doneFileName=/etc/x\"",
                "to: \"log:x?exchangeFormatter=#class:java.lang.ProcessBuilder\"",
                "to: \"log:x?level=#class:java.lang.ProcessBuilder\"",
                "to: \"log:x?level=RAW(#class:java.lang.ProcessBuilder)\"",
                "to: \"log:x?level=%23class:java.lang.ProcessBuilder\"",
                "to: \"smtp:x?mail.smtp.socketFactory.class=x.Y\"",
                "to: \"paho-mqtt5:x?persistence=FILE&filePersistenceDirectory=/tmp\"",
                "to: \"kafka-topic:x?saslJaasConfig=x\"",
                "to: { uri: log, parameters: { loggerName: x, logger: \"#bean:x\" } }",
                "toD: \"${header.x}\"",
                "toD: \"exec:${header.x}\"",
                "log: \"${camelContext.version}\"",
                "log: \"${sys.user.home}\"",
                "log: \"${sysenv.PATH}\"",
                "log: \"${env:PATH}\"",
                "log: \"{{PATH}}\"",
                "log: \"{{user.home}}\"",
                "log: \"{{secret:other}}\"",
                "log: \"{{secret:route-absent}}\"",
                "log: \"${body.class.forName('x')}\"",
                "log: \"${type:java.lang.Runtime}\"",
                "log: \"${header.x.getClass}\"",
                "log: \"${header[x]}\"",
                "log: \"${bodyAs(java.io.File)}\"",
                "log: \"$simple{body}\"",
                "log: \"$init{x}init$\"",
                "log: \"${date:${header.x}}\"",
                "setBody: { simple: \"resource:file:/etc/passwd\" }",
                "setBody: { constant: \"resource:file:/etc/passwd\" }",
                "setBody: { simple: { expression: x, resultType: java.lang.Runtime } }",
                "setBody: { expression: { method: { beanType: x } } }",
                "setBody: { method: x }",
                "setBody: { jsonpath: x }",
                "convertBodyTo: { type: java.io.File }",
                "convertBodyTo: java.io.File",
                "process: { ref: x }",
                "script: { groovy: x }",
                "marshal: { json: {} }",
                "pollEnrich: { constant: \"file:/etc\" }",
                "wireTap: log:x",
                "kamelet: x",
                "loadBalance: {}",
                "doTry: { steps: [ { log: x } ], doCatch: [ { exception: [ com.x.Y ], steps: [] } ] }",
                "log: &a x",
                "log: !!java.lang.Object x");
    }

    @Test
    void has_no_way_out_of_what_is_allowed() {
        waysOut().forEach(step -> {
            FileRoutes file = shop.file("bad", "- from:\n    uri: timer:x\n    steps:\n      - " + step + "\n");
            assertEquals(Kind.REFUSED, file.state().kind(), step);
            assertTrue(problem(file).startsWith("bad.yaml: line 4: "), () -> step + " → " + problem(file));
        });
    }

    @Test
    void evaluates_nothing_that_a_message_brings() throws Exception {
        FileRoutes file = shop.file("names", """
                - from:
                    uri: pantau:events
                    steps:
                      - setHeader:
                          name: CamelFileName
                          simple: "${header.PantauName}"
                      - to: file:out
                """);
        List<String> names = List.of("${sys.user.name}", "${bean:x}", "/etc/out.txt", "../../out.txt");
        names.forEach(name -> shop.board.happened(new Fact("camera-event", CAMERA, NOON, Map.of("name", name))));
        await().until(() -> file.state().done() + file.state().failed() == names.size());
        Path out = shop.home.resolve("names").resolve("out");
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    Set.of(out.resolve("${sys.user.name}"), out.resolve("${bean:x}"), out.resolve("etc/out.txt")),
                    files.filter(Files::isRegularFile).collect(Collectors.toSet()));
        }
        file.stop();
    }

    @Test
    void follows_no_symbolic_link_out_of_its_folder() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("secret.csv"), "ref\n");
        Path own = Files.createDirectories(shop.home.resolve("links").resolve("in"));
        Files.createSymbolicLink(own.resolve("a.csv"), elsewhere.resolve("secret.csv"));
        Files.createSymbolicLink(shop.home.resolve("links").resolve("out"), elsewhere);
        FileRoutes refused = shop.file("links", WRITES.formatted("out"));
        assertTrue(problem(refused).contains("symbolic link"), problem(refused));
        FileRoutes reads = shop.file("links", """
                - from:
                    uri: file:in
                    parameters: { delete: true, initialDelay: 0 }
                    steps:
                      - to: pantau:submit?partner=bank-anu&format=csv
                """);
        assertEquals("", problem(reads));
        Files.writeString(own.resolve("b.csv"), "own\n");
        await().until(() -> !shop.city.submitted.isEmpty());
        assertEquals(List.of("bank-anu text/csv  own\n"), shop.city.submitted);
        assertTrue(Files.exists(elsewhere.resolve("secret.csv")));
        reads.stop();
    }

    @Test
    void obeys_no_header_that_comes_from_outside() throws Exception {
        FileRoutes file = shop.file("strip", """
                - from:
                    uri: pantau:events
                    steps:
                      - setHeader:
                          name: CamelFileName
                          constant: evil.txt
                      - to: direct:inner
                - from:
                    uri: direct:inner
                    steps:
                      - to: file:out
                """);
        assertEquals("", problem(file));
        happens("offline");
        Path out = shop.home.resolve("strip").resolve("out");
        await().until(() -> Files.isDirectory(out) && file.state().done() == 1);
        assertFalse(Files.exists(out.resolve("evil.txt")));
        file.stop();
    }

    @Test
    void takes_snapshots_and_says_what_the_owner_withholds() throws Exception {
        String text = """
                - from:
                    uri: pantau:events
                    steps:
                      - doTry:
                          steps:
                            - to: pantau:snapshot
                            - to: file:out?fileName=picture.jpg
                          doCatch:
                            - exception: [ id.pantau.service.NotSharedException ]
                              steps:
                                - setBody:
                                    simple: "${exception.message}"
                                - to: file:out?fileName=why.txt
                """;
        FileRoutes file = shop.file("snap", text);
        assertEquals("", problem(file));
        happens("live");
        Path out = shop.home.resolve("snap").resolve("out");
        await().until(() ->
                Files.exists(out.resolve("picture.jpg")) && file.state().done() == 1);
        assertEquals(List.of(CAMERA + " route snap.route1"), shop.city.looks);
        shop.city.obstacle.set(Optional.of(MemoryPlatform.WITHHELD));
        happens("live");
        await().until(() -> file.state().done() == 2);
        assertEquals("Withheld by its owner.", Files.readString(out.resolve("why.txt")));
        file.stop();
    }

    @Test
    void whose_server_is_away_is_tried_again() throws Exception {
        int port;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        FileRoutes file = shop.file("mqtt", """
                - from:
                    uri: paho-mqtt5:kota/batam?brokerUrl=tcp://127.0.0.1:%d
                    steps:
                      - log: x
                """.formatted(port));
        assertEquals(Kind.FAILED, file.state().kind());
        assertTrue(problem(file).startsWith("mqtt.yaml: "), problem(file));
        file.stop();
    }

    @Test
    void that_is_stopped_while_it_is_built_never_starts() throws Exception {
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (DefaultCamelContext slow = new DefaultCamelContext() {
            @Override
            public ClassResolver getClassResolver() {
                if (Thread.currentThread().getName().equals("slow")) {
                    building.countDown();
                    Awaitility.await().until(() -> goOn.getCount() == 0);
                }
                return super.getClassResolver();
            }
        }) {
            FileRoutes file =
                    new FileRoutes("late", new Workshop(slow, shop.city.platform, shop.board, shop.home, shop.secrets));
            Thread worker = new Thread(
                    () -> file.update(
                            new FileRoutes.Version("- from:\n    uri: timer:x\n    steps:\n      - log: x\n", ""),
                            Instant.now()),
                    "slow");
            worker.start();
            building.await();
            file.stop();
            goOn.countDown();
            worker.join();
            assertEquals(Kind.REFUSED, file.state().kind(), file.state()::toString);
        }
    }

    @Test
    void posts_to_a_web_server_with_a_secret_and_follows_no_redirect() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            posted.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/moved") ? 302 : 204, -1);
            exchange.close();
        });
        web.start();
        Files.writeString(shop.secrets.resolve("route-hook"), "ra=ha&sia");
        String text = """
                - from:
                    uri: pantau:events
                    steps:
                      - setBody: { simple: "${header.PantauStatus}" }
                      - to:
                          uri: http://127.0.0.1:%d%s
                          parameters:
                            token: "{{secret:route-hook}}"
                """;
        int port = web.getAddress().getPort();
        FileRoutes file = shop.file("hook", text.formatted(port, "/facts"));
        assertEquals("", problem(file));
        happens("offline");
        await().until(() -> file.state().done() == 1);
        assertEquals(List.of("POST /facts Bearer ra=ha&sia offline"), posted);
        file.update(new Version(text.formatted(port, "/moved"), ""), Instant.now());
        happens("live");
        await().until(() -> file.state().failed() == 1);
        assertEquals("127.0.0.1 answered 302", problem(file));
        assertFalse(posted.toString().contains("elsewhere"));
        file.update(new Version(text.formatted(port, "/facts"), ""), Instant.now());
        assertEquals("", problem(file));
        file.stop();
        web.stop(0);
    }

    @Test
    void reads_its_values_and_only_secrets_of_routes() throws Exception {
        Files.writeString(shop.secrets.resolve("route-mail"), "ra=ha&sia\n");
        Files.writeString(shop.secrets.resolve("bank"), "partner's\n");
        FileRoutes file = new FileRoutes("values", shop.workshop);
        String text = """
                - from:
                    uri: pantau:events
                    steps:
                      - setBody:
                          constant: "{{greeting}} {{secret:route-mail}} {{env:PATH}} {{sys:user.home}}"
                      - to: file:out?fileName=said.txt
                """;
        file.update(new Version(text, "greeting=Selamat pagi"), Instant.now());
        assertEquals("", problem(file));
        happens("live");
        await().until(() -> file.state().done() == 1);
        assertEquals(
                "Selamat pagi #bean:secret.route-mail PATH user.home",
                Files.readString(shop.home.resolve("values").resolve("out").resolve("said.txt")));
        file.stop();
    }
}
