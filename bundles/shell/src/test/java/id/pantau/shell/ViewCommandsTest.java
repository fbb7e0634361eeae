package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Text;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import id.pantau.service.Views;
import id.pantau.shell.Console.Outcome;
import id.pantau.shell.publication.ChangedViewCompleter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands for a camera whose view changed")
class ViewCommandsTest {
    private static final Snapshot PICTURE = new Snapshot(ByteBuffer.wrap(new byte[] {1}), City.SINCE);

    private final City city = new City();
    private final Fake<Snapshots> snapshots = new Fake<>(Snapshots.class).on("newest", Optional.of(PICTURE));
    private final Fake<Views> views = new Fake<>(Views.class).on("approve", (Object) "nothing");
    private final Console console = city.console().with(snapshots).with(views);

    @Test
    @DisplayName("confirm the newest picture and say which that was and that the camera is public")
    void confirms() throws Exception {
        city.publications.on("confirm", (Object) "nothing");
        JsonNode done = new ObjectMapper()
                .readTree(console.run("public:confirm", "--json", "--why", "new pole", City.GATE.id())
                        .output());
        assertEquals(City.GATE.id(), done.path("camera").asText());
        assertEquals(
                "the picture of 2026-11-22T03:00:00Z", done.path("approved").asText());
        assertEquals("public", done.path("state").asText());
        assertEquals(
                List.of("confirm[" + City.GATE.id() + ", " + PICTURE + ", Actor[name=console:sari], new pole]"),
                city.publications.calls().stream()
                        .filter(c -> c.startsWith("confirm"))
                        .toList());
        assertTrue(console.run("public:confirm", City.GATE.id()).output().contains("the picture of 2026-11-22"));
    }

    @Test
    @DisplayName("fail with the words of the refusal")
    void refuses() throws Exception {
        city.publications.on("confirm", (Fake.Answer) arguments -> {
            throw new PublicationRefusedException(new Text("Tidak.", "There is nothing to confirm."), "");
        });
        assertEquals(
                "There is nothing to confirm.",
                console.run("public:confirm", City.GATE.id()).failure());
    }

    @Test
    @DisplayName("need a picture of now, and say so when there is none, or no such camera, or nobody decodes")
    void needsAPicture() throws Exception {
        snapshots.on("newest", Optional.empty());
        for (String command : List.of("public:confirm", "camera:reference")) {
            String failure = console.run(command, City.GATE.id()).failure();
            assertTrue(failure.startsWith("there is no current picture of " + City.GATE.id()), failure);
            assertEquals(
                    "there is no camera 'nosuch'",
                    console.run(command, "nosuch").failure());
            String absent =
                    city.console().with(views).run(command, City.GATE.id()).failure();
            assertTrue(absent.contains("Snapshots"), absent);
        }
        assertEquals(List.of(), views.calls());
    }

    @Test
    @DisplayName("approve a view alone without publishing, and say how the camera stands")
    void approves() throws Exception {
        Outcome outcome = console.run("camera:reference", "--why", "agreed", City.PARK.id());
        assertFalse(outcome.failed(), outcome.failure());
        assertTrue(outcome.output().contains("private"), outcome.output());
        assertEquals(
                List.of("approve[" + City.PARK.id() + ", " + PICTURE + ", Actor[name=console:sari], agreed]"),
                views.calls());
    }

    @Test
    @DisplayName("complete the cameras that wait for a word")
    void completes() {
        city.publications.on(
                "all", List.of(withdrawn("a", Reason.VIEW_CHANGED), withdrawn("b", Reason.WITHDRAWN_BY_OPERATOR)));
        assertEquals(List.of("a"), console.completions(ChangedViewCompleter.class));
    }

    private static Publication withdrawn(String camera, Reason reason) {
        return new Publication(camera, Stand.WITHDRAWN, Optional.of(reason), Optional.empty(), City.SINCE);
    }
}
