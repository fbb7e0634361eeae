package id.pantau.camel.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.camel.routes.RouteState.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder of route files")
@Timeout(180)
class RouteFilesTest {
    @TempDir
    Path folder;

    private RouteWorkshop shop;
    private Path routes;
    private RouteFiles files;

    @BeforeEach
    void open() throws Exception {
        shop = new RouteWorkshop(folder);
        routes = folder.resolve("routes");
        files = new RouteFiles(routes, shop.workshop);
    }

    @AfterEach
    void close() {
        files.stop();
        shop.close();
    }

    private Optional<RouteState> state(String file) {
        files.look();
        return files.all().stream().filter(s -> s.file().equals(file)).findFirst();
    }

    private void awaitState(String file, Kind kind, String problem) {
        await().untilAsserted(() -> {
            RouteState state = state(file).orElseThrow();
            assertEquals(kind, state.kind(), state::toString);
            assertTrue(
                    problem.isEmpty()
                            ? state.problem().isEmpty()
                            : state.problem().contains(problem),
                    state::toString);
        });
    }

    private static String ticks(String folder) {
        return """
                - from:
                    uri: timer:tick?period=100
                    steps:
                      - setBody: { constant: tick }
                      - to: file:%s?fileName=tick&fileExist=Append
                """.formatted(folder);
    }

    private Path ticked(String file) {
        return shop.home.resolve(file).resolve("out").resolve("tick");
    }

    @Test
    void may_come_later() {
        assertEquals(Optional.empty(), state("a.yaml"));
    }

    @Test
    void starts_changes_and_stops_each_file_by_itself() throws Exception {
        Files.createDirectory(routes);
        Files.writeString(routes.resolve("a.yaml"), ticks("out"));
        Files.writeString(routes.resolve("b.yaml"), ticks("out"));
        awaitState("a.yaml", Kind.RUNNING, "");
        awaitState("b.yaml", Kind.RUNNING, "");
        await().until(() -> Files.exists(ticked("a")) && Files.exists(ticked("b")));

        Files.writeString(routes.resolve("a.yaml"), "- from:\n    uri: exec:ls\n    steps: []\n");
        awaitState("a.yaml", Kind.RUNNING, "a.yaml: line 2: component 'exec' is not allowed");

        Files.delete(routes.resolve("a.yaml"));
        await().until(() -> state("a.yaml").isEmpty());
        long a = Files.size(ticked("a"));
        long b = Files.size(ticked("b"));
        await().until(() -> Files.size(ticked("b")) > b + 12);
        assertEquals(a, Files.size(ticked("a")));
        assertEquals(0, state("b.yaml").orElseThrow().failed());
    }

    @Test
    void what_runs_goes_on_when_there_are_too_many_and_one_that_is_refused_comes_when_there_is_room() throws Exception {
        Files.createDirectory(routes);
        for (int i = 1; i < 50; i++) {
            Files.write(routes.resolve("b" + i + ".yaml"), new byte[] {(byte) 0xe9});
        }
        Files.writeString(routes.resolve("z.yaml"), ticks("out"));
        awaitState("z.yaml", Kind.RUNNING, "");
        Files.writeString(routes.resolve("a.yaml"), ticks("out"));
        assertEquals(Optional.empty(), state("a.yaml"));
        assertEquals(Kind.RUNNING, state("z.yaml").orElseThrow().kind());
        Files.delete(routes.resolve("b7.yaml"));
        await().until(() -> state("a.yaml").isPresent());
        awaitState("z.yaml", Kind.RUNNING, "");
    }

    @Test
    void answers_files_that_cannot_be_read() throws Exception {
        Files.createDirectory(routes);
        Files.write(routes.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe9});
        Files.writeString(routes.resolve("huge.yaml"), "#".repeat(300_000));
        Files.writeString(routes.resolve("empty.yaml"), "");
        Files.writeString(routes.resolve("deep.yaml"), "[".repeat(100_000));
        Files.writeString(routes.resolve("Bad name.yaml"), ticks("out"));
        awaitState("latin.yaml", Kind.REFUSED, "latin.yaml: it is not UTF-8");
        awaitState("huge.yaml", Kind.REFUSED, "huge.yaml: huge.yaml has more than 262144 bytes");
        awaitState("empty.yaml", Kind.REFUSED, "empty.yaml: line 1: the file is empty");
        awaitState("deep.yaml", Kind.REFUSED, "deep.yaml: ");
        assertEquals(4, files.all().size());
    }
}
