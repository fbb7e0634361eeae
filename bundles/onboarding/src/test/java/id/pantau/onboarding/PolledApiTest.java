package id.pantau.onboarding;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.JSON;
import static id.pantau.onboarding.DoorHouse.problem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import id.pantau.onboarding.door.PartnerDoor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A partner's own API")
class PolledApiTest {
    @TempDir
    Path folder;

    private final WireMockServer api =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private DoorHouse doors;

    @BeforeEach
    void start() throws Exception {
        api.start();
        api.stubFor(get("/cameras").atPriority(9).willReturn(unauthorized()));
        api.stubFor(post("/receipts").willReturn(status(204)));
        doors = new DoorHouse(folder);
    }

    @AfterEach
    void stop() {
        doors.close();
        api.stop();
    }

    @Test
    @DisplayName("is asked with its key; what it answers is taken once, and the receipt is posted")
    void takes() throws Exception {
        answer(cameras());
        open(Map.of("password", "kunci-1"));
        doors.awaitWaiting();
        await().until(() -> !receipts().isEmpty());
        assertTrue(receipts().get(0).path("submission").asText().startsWith("table-"));
        awaitAsked(3);
        assertEquals(1, doors.house.submissions.rows().size());
    }

    @Test
    @DisplayName("may say that nothing is new")
    void notModified() throws Exception {
        answer(cameras().withHeader("ETag", "\"7\""));
        api.stubFor(get("/cameras")
                .atPriority(1)
                .withHeader("If-None-Match", equalTo("\"7\""))
                .willReturn(status(304)));
        PartnerDoor door = open(Map.of("password", "kunci-1"));
        doors.awaitWaiting();
        awaitAsked(3);
        assertEquals("", problem(door));
        assertEquals(
                1,
                api.findAll(getRequestedFor(urlEqualTo("/cameras")).withoutHeader("If-None-Match"))
                        .size());
    }

    @Test
    @DisplayName("is asked again after an answer that was none, or could not be kept")
    void again() throws Exception {
        answer(status(500));
        PartnerDoor door = open(Map.of("password", "kunci-1"));
        await().until(() -> problem(door).contains("500"));
        doors.failures.set(1);
        answer(cameras());
        doors.awaitWaiting();
        assertEquals(0, doors.failures.get());
        await().until(() -> problem(door).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName("that breaks off in its answer is said to, nothing of it is kept, and the next answer is taken")
    void breaksOff(Fault fault) throws Exception {
        answer(cameras().withFault(fault));
        PartnerDoor door = open(Map.of("password", "kunci-1"));
        await().until(() -> !problem(door).isEmpty());
        assertEquals(List.of(), doors.house.submissions.rows());
        answer(cameras());
        doors.awaitWaiting();
        await().until(() -> problem(door).isEmpty());
    }

    @Test
    @DisplayName("that sends us elsewhere is not followed, and its key goes nowhere else")
    void redirects() throws Exception {
        WireMockServer elsewhere =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        elsewhere.start();
        try {
            api.stubFor(get("/cameras").atPriority(1).willReturn(temporaryRedirect(elsewhere.url("/cameras"))));
            PartnerDoor door = open(Map.of("password", "kunci-1"));
            await().until(() -> problem(door).contains("302"));
            assertEquals(List.of(), elsewhere.findAll(getRequestedFor(anyUrl())));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    @DisplayName("that answers with no cameras is told what is wrong, where receipts go")
    void refuses() throws Exception {
        answer(cameras().withBody("ref,nama\nGATE,x\n"));
        open(Map.of("password", "kunci-1"));
        await().until(() -> !receipts().isEmpty());
        assertTrue(receipts().get(0).path("violations").size() > 0, receipts().toString());
    }

    @Test
    @DisplayName("may want a name and a password")
    void basic() throws Exception {
        api.stubFor(get("/cameras").withBasicAuth("bank", "p4nt&u?").willReturn(cameras()));
        open(Map.of("user", "bank", "password", "p4nt&u?"));
        doors.awaitWaiting();
    }

    @Test
    @DisplayName("that refuses its key is said to")
    void refused() throws Exception {
        answer(cameras());
        PartnerDoor door = open(Map.of("password", "salah"));
        await().until(() -> problem(door).contains("401"));
    }

    private static ResponseDefinitionBuilder cameras() {
        return aResponse().withHeader("Content-Type", "text/csv; charset=utf-8").withBody(CSV);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        api.stubFor(get("/cameras")
                .withHeader("Authorization", equalTo("Bearer kunci-1"))
                .willReturn(answer));
    }

    private PartnerDoor open(Map<String, Object> login) throws Exception {
        Map<String, Object> values = new HashMap<>(login);
        values.putAll(
                Map.of("door", "poll", "from", api.url("/cameras"), "to", api.url("/receipts"), "everySeconds", 1));
        return doors.open(values);
    }

    private void awaitAsked(int times) {
        await().until(() -> api.findAll(getRequestedFor(urlEqualTo("/cameras"))).size() >= times);
    }

    private List<JsonNode> receipts() throws Exception {
        List<LoggedRequest> posted = api.findAll(postRequestedFor(urlEqualTo("/receipts")));
        List<JsonNode> receipts = new ArrayList<>();
        for (LoggedRequest request : posted) {
            receipts.add(JSON.readTree(request.getBodyAsString()));
        }
        return receipts;
    }
}
