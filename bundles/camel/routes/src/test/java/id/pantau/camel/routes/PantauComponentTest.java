package id.pantau.camel.routes;

import static id.pantau.camel.routes.MemoryPlatform.CAMERA;
import static id.pantau.camel.routes.MemoryPlatform.NOON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.service.Fact;
import id.pantau.service.NotSharedException;
import id.pantau.service.Onboarding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("pantau: in a bundle's routes")
@Timeout(180)
class PantauComponentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MemoryPlatform city = new MemoryPlatform();
    private final EventBoard board = new EventBoard();
    private ProducerTemplate sender;

    @BeforeEach
    void start() {
        camel.disableJMX();
        camel.addComponent("pantau", new PantauComponent(city.platform, board));
        camel.getShutdownStrategy().setTimeout(1);
        camel.start();
        sender = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        return sender.send(uri, exchange);
    }

    private void read(String uri, Processor reader) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("reader").process(reader);
            }
        });
    }

    private static Fact fact(String type, int second) {
        return new Fact(type, CAMERA, NOON.plusSeconds(second), Map.of("status", "offline", "reason", "unreachable"));
    }

    @Test
    void submits_what_comes_as_text_or_bytes_and_gives_the_receipt() throws Exception {
        Exchange text = send("pantau:submit?partner=bank-anu&format=csv&submission=nov", "ref,naïve\n", Map.of());
        JsonNode receipt = JSON.readTree(text.getMessage().getBody(String.class));
        assertEquals("r-1", receipt.get("id").asText());
        assertEquals("r-1", text.getMessage().getHeader("PantauReceipt"));
        send(
                "pantau:submit?partner=bank-anu",
                "{}".getBytes(),
                Map.of("Content-Type", "application/json", "PantauSubmission", "dec"));
        assertEquals(List.of("bank-anu text/csv nov ref,naïve\n", "bank-anu application/json dec {}"), city.submitted);
    }

    @Test
    void submits_nothing_without_a_format_or_for_a_partner_that_is_not_there() {
        Exchange noFormat = send("pantau:submit?partner=bank-anu", "x", Map.of());
        assertTrue(noFormat.getException().getMessage().contains("format"), noFormat.getException()::getMessage);
        Exchange nobody = send("pantau:submit?partner=nobody&format=csv", "x", Map.of());
        assertEquals("there is no partner nobody", nobody.getException().getMessage());
        assertEquals(List.of(), city.submitted);
    }

    @Test
    void reads_no_more_of_a_submission_than_shows_that_it_is_too_large() {
        byte[] huge = new byte[Onboarding.MAXIMUM_BYTES * 2];
        send("pantau:submit?partner=bank-anu&format=json", new java.io.ByteArrayInputStream(huge), Map.of());
        assertEquals(
                "bank-anu application/json  ".length() + Onboarding.MAXIMUM_BYTES + 1,
                city.submitted.get(0).length());
    }

    @Test
    void takes_camels_orders_out_of_what_it_passes_on() {
        Exchange sent = send(
                "pantau:submit?partner=bank-anu&format=csv",
                "x",
                Map.of(
                        "CamelExecCommandExecutable",
                        "x",
                        "cAmElHttpUri",
                        "x",
                        "org.apache.camel.x",
                        "x",
                        "Other",
                        "y"));
        assertEquals(
                Set.of("Other", "PantauReceipt", "Content-Type"),
                sent.getMessage().getHeaders().keySet());
    }

    @Test
    void tells_facts_of_the_wanted_types_with_what_routes_choose_by() throws Exception {
        List<Exchange> told = new CopyOnWriteArrayList<>();
        read("pantau:events?type=status-changed,camera-registered", e -> told.add(e.copy()));
        board.happened(fact("segment-closed", 1));
        board.happened(fact("status-changed", 2));
        await().until(() -> told.size() == 1);
        Map<String, Object> headers = told.get(0).getMessage().getHeaders();
        assertEquals("status-changed", headers.get("PantauType"));
        assertEquals(CAMERA, headers.get("PantauCamera"));
        assertEquals("Simpang Jam", headers.get("PantauCameraName"));
        assertEquals("offline", headers.get("PantauStatus"));
        assertEquals("2026-11-29T05:00:02Z", headers.get("PantauAt"));
        assertNull(headers.get("PantauDropped"));
        JsonNode body = JSON.readTree(told.get(0).getMessage().getBody(String.class));
        assertEquals("unreachable", body.at("/attributes/reason").asText());
        assertEquals("bank-anu", body.get("partner").asText());
    }

    @Test
    void keeps_no_publisher_waiting_and_says_what_a_slow_route_missed() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        read("pantau:events?size=2", e -> {
            told.add(e.getMessage().getHeader("PantauType") + " "
                    + e.getMessage().getHeader("PantauDropped"));
            open.await();
        });
        board.happened(fact("status-changed", 0));
        await().until(() -> told.size() == 1);
        for (int i = 0; i < 5; i++) {
            board.happened(fact("camera-event", i));
        }
        open.countDown();
        await().until(() -> told.size() == 3);
        board.happened(fact("status-changed", 9));
        await().until(() -> told.size() == 4);
        assertEquals(
                List.of(
                        "status-changed null",
                        "camera-event camera-event=3",
                        "camera-event null",
                        "status-changed null"),
                told);
    }

    @Test
    void tells_nothing_more_once_its_route_is_gone() throws Exception {
        List<Object> told = new CopyOnWriteArrayList<>();
        read("pantau:events", e -> told.add(e.getMessage().getBody()));
        camel.getRouteController().stopRoute("reader");
        camel.removeRoute("reader");
        board.happened(fact("status-changed", 0));
        read("pantau:events", e -> told.add("next"));
        board.happened(fact("status-changed", 0));
        await().until(() -> !told.isEmpty());
        assertEquals(List.of("next"), told);
    }

    @Test
    void gives_a_cameras_newest_picture_and_notes_who_looked() {
        Exchange asked = send("pantau:snapshot", null, Map.of("PantauCamera", CAMERA));
        assertArrayEquals(MemoryPlatform.JPEG, asked.getMessage().getBody(byte[].class));
        assertEquals("image/jpeg", asked.getMessage().getHeader("Content-Type"));
        assertEquals(NOON.toString(), asked.getMessage().getHeader("PantauAt"));
        assertEquals(List.of(CAMERA + " route null"), city.looks);
    }

    @Test
    void gives_no_picture_that_the_owner_withholds_and_says_why() {
        city.obstacle.set(Optional.of(MemoryPlatform.WITHHELD));
        Exchange asked = send("pantau:snapshot?camera=" + CAMERA, "before", Map.of());
        NotSharedException refusal = assertInstanceOf(NotSharedException.class, asked.getException());
        assertEquals("Withheld by its owner.", refusal.getMessage());
        assertEquals("before", asked.getMessage().getBody());
        assertEquals(List.of(), city.looks);
    }

    @Test
    void says_which_camera_there_is_not() {
        Exchange asked = send("pantau:snapshot?camera=zzz", null, Map.of());
        assertEquals("there is no camera 'zzz'", asked.getException().getMessage());
    }

    @Test
    void reads_each_recorded_segment_once_and_those_to_come() throws Exception {
        city.record(0, 6);
        city.record(6, 6);
        List<String> seen = new CopyOnWriteArrayList<>();
        read("pantau:segments?seconds=1&camera=" + CAMERA + "&from=" + NOON, e -> seen.add(segment(e)));
        await().until(() -> seen.size() == 2);
        city.record(12, 6);
        await().until(() -> seen.size() == 3);
        assertEquals(
                List.of(
                        "mp4 2026-11-29T05:00:00Z until 2026-11-29T05:00:06Z",
                        "mp4 2026-11-29T05:00:06Z until 2026-11-29T05:00:12Z",
                        "mp4 2026-11-29T05:00:12Z until 2026-11-29T05:00:18Z"),
                seen);
    }

    @Test
    void reads_a_segment_again_whose_route_failed_and_none_while_it_is_withheld() throws Exception {
        city.obstacle.set(Optional.of(MemoryPlatform.WITHHELD));
        city.record(0, 6);
        List<String> seen = new CopyOnWriteArrayList<>();
        read("pantau:segments?seconds=1&camera=" + CAMERA + "&from=" + NOON, e -> {
            seen.add(segment(e) + " withheld=" + city.obstacle.get().isPresent());
            if (seen.size() == 1) {
                throw new IllegalStateException("the archive is away");
            }
        });
        city.obstacle.set(Optional.empty());
        await().until(() -> seen.size() == 2);
        assertEquals(1, Set.copyOf(seen).size(), seen::toString);
        assertTrue(seen.get(0).endsWith("withheld=false"), seen::toString);
    }

    private static String segment(Exchange exchange) {
        return exchange.getMessage().getBody(String.class) + " until "
                + exchange.getMessage().getHeader("PantauEnd");
    }

    @Test
    void says_what_is_wrong_with_an_option() {
        Map.of(
                        "pantau:events?size=0", "size is from 1 to 10000, not 0",
                        "pantau:events?type=Status", "type is one of a-z and -",
                        "pantau:watch", "there is no pantau:watch",
                        "pantau:segments?camera=abc&from=yesterday", "from is a time such as",
                        "pantau:submit?partner=../x", "partner is the name of a partner",
                        "pantau:snapshot?kamera=1", "Unknown parameters=[{kamera=1}]")
                .forEach((uri, words) -> {
                    Exception refusal = assertThrows(Exception.class, () -> camel.getEndpoint(uri));
                    assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
                });
    }
}
