package id.pantau.camel.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.camel.routes.FileRoutes.Version;
import id.pantau.camel.routes.RouteState.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out of a route file that worked once, and their like. */
@DisplayName("The wall around a route file")
@Timeout(120)
class RouteWallTest {
    private static final String ROUTE = """
            - from:
                uri: timer:x?repeatCount=1&delay=10
                steps:
            """;
    private static final AtomicInteger MADE = new AtomicInteger();

    @TempDir
    Path folder;

    private RouteWorkshop shop;

    /** What a file would make of a class by its name. */
    public static final class Intruder {
        public Intruder() {
            MADE.incrementAndGet();
        }

        public static Intruder enter(String word) {
            return new Intruder();
        }
    }

    @BeforeEach
    void open() throws Exception {
        MADE.set(0);
        shop = new RouteWorkshop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private FileRoutes file(String steps, String values) {
        FileRoutes file = new FileRoutes("wall", shop.workshop);
        file.update(new Version(ROUTE + steps.indent(6), values), Instant.now());
        return file;
    }

    private void refused(String steps, String values) {
        FileRoutes file = file(steps, values);
        assertEquals(Kind.REFUSED, file.state().kind(), steps);
        assertTrue(
                file.state().problem().matches("(?s)wall(\\.yaml: line \\d+|\\.properties).*"), file.state()::problem);
        assertEquals(0, MADE.get(), steps);
    }

    static Stream<String> classes() {
        String[] names = {
            "id.pantau.camel.routes.RouteWallTest$Intruder",
            "id.pantau.camel.routes.RouteWallTest$Intruder#enter('x')",
            "java.lang.System#setProperty('wall','down')"
        };
        return Stream.of(names).flatMap(name -> {
            String encoded = name.replace("#", "%23");
            return Stream.of(
                    "log:y?marker=#class:" + name,
                    "log:y?marker=%23class:" + encoded,
                    "log:y?marker=%23%63lass:" + encoded,
                    "log:y?marker=RAW(#class:" + name + ")",
                    "log:y?marker=RAW(%23class:" + encoded + ")",
                    "log:y?marker=RAW(RAW(#class:" + name + "))",
                    "log:y?marker=RAW(RAW{#class:" + name + "})",
                    "log:y?marker=a&marker=#class:" + name,
                    "log:y?marker=a&marker=%23class:" + encoded,
                    "log:y?marker=\\x01%23class:" + encoded,
                    "log:y?marker=\\x01#class:" + name,
                    "log:y?marker=%01%23class:" + encoded,
                    "log:y?marker=%20%23class:" + encoded,
                    "log:y?marker=%23type:" + encoded,
                    "log:y?level=%23class:" + encoded,
                    "log:y%3Fmarker=#class:" + name,
                    "log:y%3fmarker=%23class:" + encoded,
                    "log:y%253Fmarker=%2523class:" + encoded,
                    "log:y?mail=%26marker=%23class:" + encoded,
                    "log://y%3Fmarker=#class:" + name,
                    "log:y%26marker=#class:" + name,
                    "smtp:localhost:1?to=a&to=#class:" + name);
        });
    }

    @ParameterizedTest
    @MethodSource("classes")
    void makes_nothing_of_a_class_that_an_endpoint_names(String uri) {
        refused("- to: \"" + uri + "\"", "");
        assertNull(System.getProperty("wall"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#class:id.pantau.camel.routes.RouteWallTest$Intruder",
                "%23class:id.pantau.camel.routes.RouteWallTest$Intruder",
                "\\u0001#class:id.pantau.camel.routes.RouteWallTest$Intruder",
                "y&marker=%23class:id.pantau.camel.routes.RouteWallTest$Intruder",
                "RAW(%23class:id.pantau.camel.routes.RouteWallTest$Intruder)"
            })
    void makes_nothing_of_a_class_that_a_value_or_parameter_names(String value) {
        refused("- to: \"log:y?marker={{x}}\"", "x=" + value);
        refused("- to: { uri: log:y, parameters: { marker: \"{{x}}\" } }", "x=" + value);
        refused("- to: { uri: log:y, parameters: { marker: \"" + value + "\" } }", "");
        refused("- to: \"log:{{x}}\"", "x=y%3Fmarker=" + value);
    }

    @Test
    void overwrites_no_file_by_a_stream_that_an_endpoint_names() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        refused("- to: \"log:y?marker=%23class:java.io.FileOutputStream('" + precious + "')\"", "");
        assertEquals("precious", Files.readString(precious));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log:${header.n}", "log:y?marker=${header.n}", "log:y"})
    void sends_to_no_endpoint_that_a_message_makes(String uri) {
        refused("- toD: \"" + uri + "\"", "");
    }

    @Test
    void knows_no_class_by_a_name_that_a_file_could_give() {
        FileContext context = FileContext.of("wall", new Properties(), shop.workshop, new RouteTally());
        for (String name : new String[] {
            "java.io.FileOutputStream",
            "java.lang.ProcessBuilder",
            "javax.script.ScriptEngineManager",
            "id.pantau.camel.routes.RouteWallTest$Intruder",
            "org.apache.camel.util.FileUtil",
            "org.apache.camel.impl.DefaultCamelContext"
        }) {
            assertNull(context.getClassResolver().resolveClass(name), name);
        }
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "simple", "header", "exchangeProperty", "tokenize"})
    void reads_no_file_that_a_text_names(String language) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "TOP");
        for (String resource :
                new String[] {"resource:file:" + secret, "RESOURCE:file:x", "resource:http://127.0.0.1:1/"}) {
            for (String before : new String[] {"", " ", "\\x01", "\\x1f ", "\\x00", "\\u00a0", "\\u200b"}) {
                refused("- setBody: { " + language + ": \"" + before + resource + "\" }", "");
                refused(
                        "- setBody: { expression: { " + language + ": { expression: \"" + before + resource
                                + "\" } } }",
                        "");
            }
            refused("- setBody: { " + language + ": \"{{x}}\" }", "x=\\u0001" + resource);
        }
    }

    @Test
    void has_no_resources() {
        FileContext context = FileContext.of("wall", new Properties(), shop.workshop, new RouteTally());
        for (String uri : new String[] {"file:/etc/passwd", "http://127.0.0.1:1/", "classpath:x", "x", "mem:x"}) {
            assertThrows(
                    IllegalArgumentException.class, () -> ResourceHelper.resolveMandatoryResource(context, uri), uri);
        }
        context.stop();
    }

    private FileRoutes reading(String options, String steps) throws Exception {
        Path in = Files.createDirectories(shop.home.resolve("wall").resolve("in"));
        Files.writeString(in.resolve("a.txt"), "own");
        FileRoutes file = new FileRoutes("wall", shop.workshop);
        file.update(
                new Version(
                        "- from:\n    uri: file:in?initialDelay=0" + options + "\n    steps:\n" + steps.indent(6), ""),
                Instant.now());
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileLocalWorkPath",
                "camelfilelocalworkpath",
                "CamelOverruleFileName",
                "CamelFileParent",
                "${header.n}",
                "Camel${header.n}",
                "{{x}}",
                "org.apache.camel.x"
            })
    void lets_no_route_give_camel_orders(String name) throws Exception {
        refused("- setHeader: { name: \"" + name + "\", constant: x }", "x=CamelFileLocalWorkPath");
        refused("- setHeaders: { headers: [ { name: \"" + name + "\", constant: x } ] }", "x=CamelFileLocalWorkPath");
        refused("- setProperty: { name: \"" + name + "\", constant: x }", "x=CamelFileExchangeFile");
    }

    @Test
    void moves_no_file_that_a_header_names() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "TOP");
        FileContext context = FileContext.of("wall", new Properties(), shop.workshop, new RouteTally());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:x").to("file:out");
            }
        });
        context.start();
        context.getRouteController().startAllRoutes();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Path copy = Files.writeString(shop.home.resolve("wall").resolve("own"), "own");
            template.send("file:out", exchange -> {
                exchange.getIn().setBody(copy.toFile());
                exchange.getIn().setHeader(Exchange.FILE_LOCAL_WORK_PATH, outside.toString());
                exchange.getIn().setHeader(Exchange.OVERRULE_FILE_NAME, "over.txt");
                exchange.getIn().setHeader(Exchange.FILE_NAME, "loot.txt");
            });
        }
        context.stop();
        assertEquals("TOP", Files.readString(outside));
        assertEquals("own", Files.readString(shop.home.resolve("wall/out/loot.txt")));
    }

    @Test
    void moves_what_was_read_below_its_own_folder() throws Exception {
        FileRoutes file = reading("", "- to: file:out?fileName=a.txt");
        assertEquals("", file.state().problem());
        await().until(() -> Files.exists(shop.home.resolve("wall/in/.camel/a.txt")));
        assertEquals("own", Files.readString(shop.home.resolve("wall/out/a.txt")));
        file.stop();
    }
}
