package id.pantau.publishing;

import static id.pantau.publishing.City.DENIES;
import static id.pantau.publishing.City.PUBLIC_SPACE;
import static id.pantau.publishing.City.SARI;
import static id.pantau.publishing.MemoryViews.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.service.Fact;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.spi.policy.PublicationRequest.Load;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ChangedViewTest {
    private static final String CAMERA = "street000001";
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");

    private final PolicyPanel panel = new PolicyPanel(() -> 0, Duration.ofSeconds(10));
    private final City city = new City().with(CAMERA, Scene.STREET);
    private final MemoryViews views = new MemoryViews();
    private final List<Fact> facts = new ArrayList<>();
    private PublicationBook book;

    @BeforeEach
    void publishApproved() throws Exception {
        panel.require(Set.of("public-space"), Duration.ofSeconds(30));
        book = reopen();
        add("public-space", PUBLIC_SPACE);
        views.approve(CAMERA, picture(NOW.minusSeconds(3_600)), SARI, "");
        publish();
    }

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    @DisplayName("a public camera whose view changed is hidden at once, then withdrawn in the store, and that is told")
    void withdraws() {
        move();
        book.hideView(views.of(CAMERA));
        assertWithdrawnForView();
        assertTrue(city.stored.get(CAMERA).isPublic());
        book.settleView(CAMERA);
        assertWithdrawnForView();
        assertEquals(Optional.of(Reason.VIEW_CHANGED), city.stored.get(CAMERA).reason());
        assertEquals("system:publishing: shifted by 14 %", city.audit.get(1));
        Fact told = facts.get(1);
        assertEquals(
                "withdrawn view-changed",
                told.attributes().get("stand") + " " + told.attributes().get("reason"));
        assertEquals(2, facts.size());
    }

    @Test
    @DisplayName("stays withdrawn through reviews, policies that come and go, and restarts, until somebody confirms")
    void staysWithdrawn() throws Exception {
        withdraw();
        for (int start = 0; start < 2; start++) {
            add("schedule", DENIES);
            assertTrue(book.review());
            assertWithdrawnForView();
            panel.remove("schedule");
            book.changed();
            assertTrue(book.review());
            assertWithdrawnForView();
            book = reopen();
        }
        confirm(picture(NOW));
        assertTrue(book.review());
        assertTrue(book.of(CAMERA).isPublic());
        assertTrue(city.stored.get(CAMERA).isPublic());
    }

    @Test
    @DisplayName("a change that was noted while nobody listened counts at the next start and at the next review")
    void noticesChangesThatNobodyTold() {
        move();
        book = reopen();
        assertFalse(book.of(CAMERA).isPublic());
        assertTrue(book.review());
        assertWithdrawnForView();
        assertEquals(Stand.WITHDRAWN, city.stored.get(CAMERA).stand());
    }

    @Test
    @DisplayName("a review withdraws it without asking the policies, so that one that is slow delays nothing")
    void withdrawsBeforeAsking() {
        List<String> asked = new ArrayList<>();
        add("slow", request -> {
            asked.add(request.camera());
            return City.ABSTAINS.decide(request);
        });
        move();
        assertTrue(book.review());
        assertEquals(List.of(), asked);
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("a view that changes while the policies are asked counts, whatever they answer")
    void noticesChangesDuringReviews() {
        add("slow", request -> {
            move();
            return City.ABSTAINS.decide(request);
        });
        assertTrue(book.review());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName(
            "a camera that policy withdrew for now is withdrawn for its view, and does not come back with the policy")
    void withdrawsThePolicysToo() {
        add("schedule", DENIES);
        assertTrue(book.review());
        withdraw();
        panel.remove("schedule");
        book.changed();
        assertTrue(book.review());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("a verdict that was asked for before the change shows nothing after it")
    void overtakesVerdicts() {
        Verdict before = book.judge(CAMERA);
        move();
        assertThrows(PublicationRefusedException.class, () -> book.publish(before, SARI, ""));
        assertTrue(book.review());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("publishing is refused while the view is changed, with what to do, in both languages")
    void refusesToPublish() {
        withdraw();
        PublicationRefusedException refusal = assertThrows(PublicationRefusedException.class, this::publish);
        assertTrue(
                refusal.reason().id().startsWith(Reason.VIEW_CHANGED.text().id()),
                refusal.reason().id());
        assertTrue(
                refusal.reason().en().contains("public:confirm"),
                refusal.reason().en());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("confirming approves the picture that the person saw, and no other")
    void confirms() throws Exception {
        withdraw();
        Snapshot seen = picture(NOW.minusSeconds(20));
        confirm(seen);
        assertEquals(seen, views.reference(CAMERA).orElseThrow());
        assertEquals("user:sari", views.of(CAMERA).by());
        assertTrue(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("a picture from before the change, or of too long ago, is not confirmed")
    void refusesOldPictures() {
        withdraw();
        Snapshot beforeTheChange = picture(NOW.minusSeconds(61));
        assertThrows(PublicationRefusedException.class, () -> confirm(beforeTheChange));
        book = reopenAt(NOW.plusSeconds(600));
        Snapshot longAgo = picture(NOW.plusSeconds(599).minus(Publications.CURRENT));
        PublicationRefusedException refusal = assertThrows(PublicationRefusedException.class, () -> confirm(longAgo));
        assertTrue(refusal.reason().en().contains("newest"), refusal.reason().en());
        assertTrue(views.of(CAMERA).isChanged());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("what policy denies is not confirmed, and the new view not approved")
    void asksThePolicies() {
        withdraw();
        add("schedule", DENIES);
        PublicationRefusedException refusal =
                assertThrows(PublicationRefusedException.class, () -> confirm(picture(NOW)));
        assertEquals("Pasal 1", refusal.article());
        assertTrue(views.of(CAMERA).isChanged());
        assertWithdrawnForView();
    }

    @Test
    @DisplayName("a verdict that was overtaken approves nothing")
    void approvesOnValidVerdictsOnly() throws Exception {
        withdraw();
        Verdict verdict = book.judge(CAMERA);
        add("schedule", DENIES);
        assertFalse(book.confirm(verdict, picture(NOW), SARI, ""));
        assertTrue(views.of(CAMERA).isChanged());
    }

    @Test
    @DisplayName("a camera that an operator withdraws meanwhile is the operator's: nothing confirms it")
    void leavesTheOperators() {
        withdraw();
        book.withdraw(CAMERA, SARI, "complaint");
        assertEquals(
                Optional.of(Reason.WITHDRAWN_BY_OPERATOR),
                city.stored.get(CAMERA).reason());
        book.hideView(views.of(CAMERA));
        book.settleView(CAMERA);
        assertTrue(book.review());
        PublicationRefusedException refusal =
                assertThrows(PublicationRefusedException.class, () -> confirm(picture(NOW)));
        assertTrue(
                refusal.reason().en().contains("nothing to confirm"),
                refusal.reason().en());
        assertEquals(Optional.of(Reason.WITHDRAWN_BY_OPERATOR), book.of(CAMERA).reason());
        assertTrue(views.of(CAMERA).isChanged());
        String words = assertThrows(PublicationRefusedException.class, this::publish)
                .reason()
                .en();
        assertTrue(words.contains("camera:reference"), words);
        assertThrows(NoSuchElementException.class, () -> book.withdraw(CAMERA, SARI, "again"));
    }

    @Test
    @DisplayName("a camera that nobody wants shown is left alone by a change, and has nothing to confirm")
    void leavesThePrivate() {
        city.with("street000002", Scene.STREET);
        views.approve("street000002", picture(NOW.minusSeconds(3_600)), SARI, "");
        views.changed("street000002", picture(NOW.minusSeconds(60)), "", SARI);
        book.hideView(views.of("street000002"));
        book.settleView("street000002");
        assertEquals(Stand.PRIVATE, book.of("street000002").stand());
        assertThrows(
                PublicationRefusedException.class,
                () -> book.confirm(book.judge("street000002"), picture(NOW), SARI, ""));
        assertTrue(views.of("street000002").isChanged());
    }

    @Test
    @DisplayName("a view that was approved alone publishes nothing, and is published when somebody says so")
    void publishesWhatWasApproved() throws Exception {
        withdraw();
        views.approve(CAMERA, picture(NOW), SARI, "");
        assertTrue(book.review());
        assertWithdrawnForView();
        publish();
        assertTrue(book.of(CAMERA).isPublic());
    }

    @Test
    @DisplayName("a withdrawal that the store did not take is in force, and is stored by the next review")
    void storesLater() {
        city.beforeSave = () -> {
            throw new IllegalStateException("disk full");
        };
        withdraw();
        assertWithdrawnForView();
        assertTrue(city.stored.get(CAMERA).isPublic());
        city.beforeSave = () -> {};
        assertTrue(book.review());
        assertEquals(Optional.of(Reason.VIEW_CHANGED), city.stored.get(CAMERA).reason());
        assertEquals(2, facts.size());
    }

    @Test
    @DisplayName("of two changes that are told at once, the first that is done with does not show the camera")
    void countsWhatWasTold() throws Exception {
        move();
        book.hideView(views.of(CAMERA));
        book.hideView(views.of(CAMERA));
        book.settleView(CAMERA);
        confirm(picture(NOW));
        assertWithdrawnForView();
        book.settleView(CAMERA);
        assertTrue(book.of(CAMERA).isPublic());
    }

    private void move() {
        views.changed(CAMERA, picture(NOW.minusSeconds(60)), "shifted by 14 %", SARI);
    }

    private void withdraw() {
        move();
        book.hideView(views.of(CAMERA));
        book.settleView(CAMERA);
    }

    private void publish() throws PublicationRefusedException {
        assertTrue(book.publish(book.judge(CAMERA), SARI, "asked"));
    }

    private void confirm(Snapshot picture) throws PublicationRefusedException {
        assertTrue(book.confirm(book.judge(CAMERA), picture, SARI, "new pole"));
    }

    private void add(String name, StreamPolicy policy) {
        panel.add(name, name, new PolicyPanel.Origin("bundle." + name, "1.0.0"), policy);
        book.changed();
    }

    private void assertWithdrawnForView() {
        assertEquals(Optional.of(Reason.VIEW_CHANGED), book.of(CAMERA).reason());
        assertEquals(List.of(book.of(CAMERA)), book.all());
    }

    private PublicationBook reopen() {
        return reopenAt(NOW);
    }

    private PublicationBook reopenAt(Instant now) {
        return new PublicationBook(
                city.cameras(),
                city.store(),
                panel,
                views,
                (camera, at) -> Optional.empty(),
                (camera, others) -> Load.UNLIMITED,
                camera -> true,
                Clock.fixed(now, ZoneOffset.UTC),
                facts::add);
    }
}
