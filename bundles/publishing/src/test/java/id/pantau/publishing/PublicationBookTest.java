package id.pantau.publishing;

import static id.pantau.publishing.City.ABSTAINS;
import static id.pantau.publishing.City.ALLOWS;
import static id.pantau.publishing.City.DENIES;
import static id.pantau.publishing.City.PUBLIC_SPACE;
import static id.pantau.publishing.City.SARI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.service.Fact;
import id.pantau.service.PublicationRefusedException;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest.Load;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PublicationBookTest {
    private static final String CAMERA = "street000001";

    private final AtomicLong nanos = new AtomicLong();
    private static final Text ENDED = new Text("Perjanjian 12/2026 dicabut.", "Agreement 12/2026 was revoked.");

    private final Map<String, Text> obstacles = new HashMap<>();
    private final PolicyPanel panel = new PolicyPanel(nanos::get, Duration.ofSeconds(10));
    private final City city = new City().with(CAMERA, Scene.STREET);
    private final List<Fact> facts = new ArrayList<>();
    private Load load = Load.UNLIMITED;
    private List<String> others = List.of();
    private PublicationBook book;

    @BeforeEach
    void open() {
        panel.require(Set.of("public-space"), Duration.ofSeconds(30));
        book = reopen();
    }

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    @DisplayName("publishes when every policy that matters agrees, and tells it")
    void publishes() throws Exception {
        add("public-space", PUBLIC_SPACE);
        add("capacity", ABSTAINS);
        publish();
        assertTrue(book.of(CAMERA).isPublic());
        assertEquals(Stand.PUBLIC, city.stored.get(CAMERA).stand());
        assertEquals(List.of("public"), stands());
    }

    @Test
    @DisplayName("publishing again is harmless and stores nothing twice")
    void publishesTwice() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        city.beforeSave = () -> {
            throw new AssertionError("stored twice");
        };
        publish();
        assertEquals(List.of("public"), stands());
    }

    @Test
    @DisplayName("refuses what a policy denies, with its reason and article, and stores nothing")
    void refusesDenied() {
        add("public-space", PUBLIC_SPACE);
        add("schedule", DENIES);
        PublicationRefusedException refusal = assertThrows(PublicationRefusedException.class, this::publish);
        assertEquals("Jangan.", refusal.reason().id());
        assertEquals("Pasal 1", refusal.article());
        assertEquals(Publication.none(CAMERA), book.of(CAMERA));
        assertTrue(city.stored.isEmpty());
        assertEquals(List.of(), book.all());
    }

    @Test
    @DisplayName("refuses, in words, what nobody allows and what a required policy did not see")
    void refusesWithoutPolicies() {
        add("capacity", ALLOWS);
        assertEquals(
                "A required policy is not installed at present: public-space.",
                assertThrows(PublicationRefusedException.class, this::publish)
                        .reason()
                        .en());
        add("public-space", ABSTAINS);
        remove("capacity");
        assertEquals(
                "No policy allows this camera to be shown.",
                assertThrows(PublicationRefusedException.class, this::publish)
                        .reason()
                        .en());
    }

    @Test
    @DisplayName("a camera that does not exist is an error, not a refusal")
    void knowsItsCameras() {
        assertThrows(NoSuchElementException.class, () -> book.judge("nosuch"));
        assertEquals(Publication.none("nosuch"), book.of("nosuch"));
    }

    @Test
    @DisplayName("a new denial withdraws at once, and what is allowed again returns by itself")
    void followsPolicies() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        add("schedule", DENIES);
        book.review();
        assertWithdrawn("No. [Pasal 1]");
        remove("schedule");
        pass(30);
        assertTrue(book.of(CAMERA).isPublic());
        assertEquals(List.of("public", "withdrawn policy", "public"), stands());
    }

    @Test
    @DisplayName(
            "an absent required policy's last decision stands for 30 s; then the camera is withdrawn until it is back")
    void toleratesUpdates() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        remove("public-space");
        pass(29);
        assertTrue(book.of(CAMERA).isPublic());
        city.with("street000002", Scene.STREET);
        assertThrows(PublicationRefusedException.class, () -> publish("street000002"));
        pass(1);
        assertWithdrawn("A required policy is not installed at present: public-space.");
        pass(3_600);
        add("public-space", PUBLIC_SPACE);
        book.review();
        assertTrue(book.of(CAMERA).isPublic());
        assertEquals(Stand.PUBLIC, city.stored.get(CAMERA).stand());
    }

    @Test
    @DisplayName("an update that takes two seconds is not seen from outside")
    void hidesUpdates() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        remove("public-space");
        pass(2);
        add("public-space", ALLOWS);
        pass(60);
        assertTrue(book.of(CAMERA).isPublic());
        assertEquals(List.of("public"), stands());
    }

    @Test
    @DisplayName("an updated policy that denies withdraws at once")
    void seesUpdatedPolicies() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        remove("public-space");
        add("public-space", DENIES);
        book.review();
        assertWithdrawn("No. [Pasal 1]");
    }

    @Test
    @DisplayName("a denial stands too while the policy that denies is updated")
    void keepsDenialsDuringUpdates() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        add("schedule", DENIES);
        book.review();
        remove("schedule");
        pass(2);
        assertFalse(book.of(CAMERA).isPublic());
        add("schedule", DENIES);
        pass(60);
        assertWithdrawn("No. [Pasal 1]");
    }

    @Test
    @DisplayName("the last decision does not stand for a camera that looks elsewhere now")
    void noticesOtherScenes() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        remove("public-space");
        city.with(CAMERA, Scene.LOBBY);
        book.review();
        assertFalse(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("a camera whose scene becomes private is withdrawn at once")
    void withdrawsPrivateScenes() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        city.with(CAMERA, Scene.LOBBY);
        book.review();
        assertWithdrawn("No. [Pasal 1]");
    }

    @Test
    @DisplayName("after a restart nothing is public before the policies decided, and then what people wanted is")
    void decidesAnewAfterRestart() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        remove("public-space");
        book = reopen();
        book.review();
        assertWithdrawn("The policies have not decided yet.");
        add("public-space", PUBLIC_SPACE);
        book.review();
        assertTrue(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("what an operator withdrew stays withdrawn, whatever policies say and however often it restarts")
    void keepsOperatorsWithdrawals() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        book.withdraw(CAMERA, SARI, "complaint");
        for (int start = 0; start < 2; start++) {
            book.review();
            assertEquals(
                    Optional.of(Reason.WITHDRAWN_BY_OPERATOR), book.of(CAMERA).reason());
            book = reopen();
        }
        assertThrows(NoSuchElementException.class, () -> book.withdraw(CAMERA, SARI, ""));
        publish();
        assertTrue(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("an operator can withdraw for good what policy has withdrawn for now")
    void withdrawsTheWithdrawn() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        add("schedule", DENIES);
        book.review();
        book.withdraw(CAMERA, SARI, "");
        remove("schedule");
        pass(60);
        assertEquals(Optional.of(Reason.WITHDRAWN_BY_OPERATOR), book.of(CAMERA).reason());
    }

    @Test
    @DisplayName("a withdrawal takes the camera off even when the store fails, and the failure is told")
    void withdrawsWithoutStore() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        city.beforeSave = () -> {
            throw new IllegalStateException("disk full");
        };
        assertThrows(IllegalStateException.class, () -> book.withdraw(CAMERA, SARI, ""));
        assertFalse(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("nothing is shown that the store did not keep")
    void publishesOnlyWhatIsKept() {
        add("public-space", PUBLIC_SPACE);
        city.beforeSave = () -> {
            throw new IllegalStateException("disk full");
        };
        assertThrows(IllegalStateException.class, this::publish);
        assertFalse(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("an answer that was overtaken by a change counts for nothing")
    void voidsOvertakenVerdicts() throws Exception {
        add("public-space", PUBLIC_SPACE);
        Verdict verdict = book.judge(CAMERA);
        add("schedule", DENIES);
        assertFalse(book.publish(verdict, SARI, ""));
        assertFalse(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("a removed camera is forgotten")
    void forgetsRemovedCameras() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        city.cameras.remove(CAMERA);
        book.changed();
        book.removed(CAMERA);
        assertEquals(Publication.none(CAMERA), book.of(CAMERA));
        assertEquals(List.of(), book.all());
    }

    @Test
    @DisplayName("says since when a camera is as it is")
    void tellsSince() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        var since = book.of(CAMERA).since();
        book.review();
        assertEquals(since, book.of(CAMERA).since());
    }

    @Test
    @DisplayName("a policy learns how the uplink stands beside the other public cameras, and what is public already")
    void tellsTheLoad() throws Exception {
        city.with("street000002", Scene.STREET);
        add("public-space", PUBLIC_SPACE);
        List<Boolean> running = new ArrayList<>();
        add("watching", request -> {
            running.add(request.running() && request.load().equals(load));
            return new Decision.Abstain();
        });
        load = new Load(10, 8, 7, 1, 5, 4);
        publish();
        assertEquals(List.of(), others);
        publish("street000002");
        assertEquals(List.of(CAMERA), others);
        assertEquals(List.of(false, false), running);
        running.clear();
        assertTrue(book.review());
        assertEquals(List.of(true, true), running);
    }

    @Test
    @DisplayName("of two that ask at once for the last room one gets it, and the other is asked about again")
    void lastRoom() throws Exception {
        city.with("street000002", Scene.STREET);
        add("public-space", PUBLIC_SPACE);
        add("capacity", request -> others.isEmpty() ? new Decision.Abstain() : DENIES.decide(request));
        Verdict one = book.judge(CAMERA);
        Verdict two = book.judge("street000002");
        assertTrue(book.publish(one, SARI, "asked"));
        assertFalse(book.publish(two, SARI, "asked"));
        assertThrows(PublicationRefusedException.class, () -> publish("street000002"));
    }

    @Test
    @DisplayName("a policy that denies new cameras only leaves those that are public, through a restart too")
    void keepsTheRunning() throws Exception {
        add("public-space", PUBLIC_SPACE);
        publish();
        add("capacity", request -> request.running() ? new Decision.Abstain() : DENIES.decide(request));
        assertTrue(book.review());
        assertTrue(book.of(CAMERA).isPublic());
        book = reopen();
        assertTrue(book.review());
        assertTrue(book.of(CAMERA).isPublic());
        book.withdraw(CAMERA, SARI, "complaint");
        assertThrows(PublicationRefusedException.class, this::publish);
    }

    @Test
    @DisplayName(
            "what its owner does not share is not public, in the owner's words, from that moment until it is shared again")
    void owner() throws Exception {
        add("public-space", ALLOWS);
        obstacles.put(CAMERA, ENDED);
        PublicationRefusedException refusal = assertThrows(PublicationRefusedException.class, this::publish);
        assertEquals(ENDED, refusal.reason());
        obstacles.clear();
        publish();
        facts.clear();

        obstacles.put(CAMERA, ENDED);
        assertEquals(Optional.of(Reason.AGREEMENT_ENDED), book.of(CAMERA).reason());
        assertEquals(Optional.of(ENDED), book.of(CAMERA).detail());
        assertEquals(
                List.of(book.of(CAMERA).reason()),
                book.all().stream().map(Publication::reason).toList());
        assertTrue(book.review());
        assertEquals("agreement-ended", facts.get(0).attributes().get("reason"));

        obstacles.clear();
        assertTrue(book.review());
        assertTrue(book.of(CAMERA).isPublic());
        obstacles.put(CAMERA, ENDED);
        assertTrue(book.review());
        book.withdraw(CAMERA, SARI, "complaint");
        obstacles.clear();
        assertTrue(book.review());
        assertEquals(Optional.of(Reason.WITHDRAWN_BY_OPERATOR), book.of(CAMERA).reason());
    }

    private Load load(String camera, Collection<String> beside) {
        others = List.copyOf(beside);
        return load;
    }

    private PublicationBook reopen() {
        return new PublicationBook(
                city.cameras(),
                city.store(),
                panel,
                new MemoryViews(),
                (camera, at) -> Optional.ofNullable(obstacles.get(camera)),
                this::load,
                camera -> true,
                Clock.systemUTC(),
                facts::add);
    }

    private void add(String name, StreamPolicy policy) {
        panel.add(name, name, new PolicyPanel.Origin("bundle." + name, "1.0.0"), policy);
        book.changed();
    }

    private void remove(String name) {
        panel.remove(name);
        book.changed();
    }

    private void publish() throws PublicationRefusedException {
        publish(CAMERA);
    }

    private void publish(String camera) throws PublicationRefusedException {
        assertTrue(book.publish(book.judge(camera), SARI, "asked"));
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        assertTrue(book.review());
    }

    private void assertWithdrawn(String words) {
        Publication now = book.of(CAMERA);
        assertEquals(Optional.of(Reason.POLICY), now.reason());
        assertEquals(words, now.detail().orElseThrow().en());
        assertEquals(List.of(now), book.all());
    }

    private List<String> stands() {
        return facts.stream()
                .map(fact -> fact.attributes().get("stand")
                        + (fact.attributes().containsKey("reason")
                                ? " " + fact.attributes().get("reason")
                                : ""))
                .toList();
    }
}
