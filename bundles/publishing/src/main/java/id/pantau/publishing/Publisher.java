package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.model.View;
import id.pantau.publishing.admission.AdmissionControl;
import id.pantau.service.CameraListener;
import id.pantau.service.Cameras;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.PublicationStore;
import id.pantau.service.Publications;
import id.pantau.service.Sharing;
import id.pantau.service.Snapshot;
import id.pantau.service.ViewListener;
import id.pantau.service.Views;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Policy;
import id.pantau.spi.policy.PublicationRequest.Load;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What the public may see. A request to publish takes the Camel route of {@link PublicationRoutes}; questions and
 * withdrawals do not, so that they are answered without Camel too.
 */
@Component(
        name = Publisher.PID,
        immediate = true,
        service = {Publications.class, CameraListener.class, ViewListener.class, Publisher.class})
@Designate(ocd = PublishingConfig.class)
public final class Publisher implements Publications, CameraListener, ViewListener {
    static final String PID = "id.pantau.publishing";

    private static final Duration POLICY_DEADLINE = Duration.ofSeconds(2);

    private final PolicyPanel panel = new PolicyPanel(System::nanoTime, POLICY_DEADLINE);
    private final PublicationBook book;
    private final Reviews reviews;
    private final ViewWithdrawals viewWithdrawals;
    private final Views views;
    private final BiFunction<String, Instant, Optional<Text>> unshared;
    private final RequestRoute route = new RequestRoute();
    private volatile Rendition granted = Rendition.FIRST;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Facts facts;

    @Activate
    public Publisher(
            @Reference Cameras cameras,
            @Reference PublicationStore store,
            @Reference Views views,
            @Reference Sharing sharing,
            @Reference AdmissionControl admission,
            PublishingConfig config) {
        this(
                cameras,
                store,
                views,
                (camera, at) -> sharing.obstacle(camera, Use.PUBLIC, at),
                admission::load,
                admission::hasLesser,
                config);
    }

    Publisher(
            Cameras cameras,
            PublicationStore store,
            Views views,
            BiFunction<String, Instant, Optional<Text>> unshared,
            BiFunction<String, Collection<String>, Load> load,
            Predicate<String> lesser,
            PublishingConfig config) {
        this.views = views;
        this.unshared = unshared;
        this.book = new PublicationBook(
                cameras, store, panel, views, unshared, load, lesser, Clock.systemUTC(), this::tell);
        this.reviews = new Reviews(book::review);
        this.viewWithdrawals = new ViewWithdrawals(book::settleView);
        configure(config);
    }

    @Modified
    void configure(PublishingConfig config) {
        Duration absence = Duration.ofSeconds(config.absenceSeconds());
        granted = config.publicRendition().equals("main") ? Rendition.MAIN : Rendition.FIRST;
        panel.require(PolicyNames.read(config.required()), absence);
        book.changed();
        reviews.start(absence);
    }

    @Deactivate
    void stop() {
        reviews.close();
        viewWithdrawals.close();
        panel.close();
    }

    @Reference(
            name = "policies",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Policy.PROPERTY + "=*)")
    void addPolicy(ServiceReference<StreamPolicy> service, StreamPolicy policy) {
        Bundle bundle = service.getBundle();
        panel.add(
                service.getProperty(Constants.SERVICE_ID),
                String.valueOf(service.getProperty(Policy.PROPERTY)),
                bundle == null
                        ? new PolicyPanel.Origin("", "")
                        : new PolicyPanel.Origin(
                                bundle.getSymbolicName(), bundle.getVersion().toString()),
                policy);
        book.changed();
        reviews.soon();
    }

    void removePolicy(ServiceReference<StreamPolicy> service) {
        panel.remove(service.getProperty(Constants.SERVICE_ID));
        book.changed();
        reviews.soon();
        reviews.afterAbsence();
    }

    @Reference(
            name = "camel",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setCamel(CamelContext camel) {
        route.open(camel);
    }

    void unsetCamel(CamelContext camel) {
        route.close(camel);
    }

    PublicationBook book() {
        return book;
    }

    @Override
    public Publication of(String camera) {
        return book.of(camera);
    }

    @Override
    public Rendition rendition(String camera) {
        return granted == Rendition.MAIN && book.of(camera).isPublic() ? book.best(camera) : Rendition.FIRST;
    }

    @Override
    public List<Publication> all() {
        return book.all();
    }

    @Override
    public void publish(String camera, Actor who, String why) throws PublicationRefusedException {
        route.send(Request.toPublish(camera, who, why));
    }

    @Override
    public void confirm(String camera, Snapshot picture, Actor who, String why) throws PublicationRefusedException {
        route.send(Request.toConfirm(camera, picture, who, why));
    }

    @Override
    public void withdraw(String camera, Actor who, String why) {
        book.withdraw(camera, who, why);
    }

    @Override
    public Explanation explain(String camera) {
        Verdict verdict = book.judge(camera);
        Decision combined = verdict.combined();
        Optional<Text> obstacle = unshared.apply(camera, Instant.now());
        if (!(combined instanceof Decision.Deny) && obstacle.isPresent()) {
            combined = new Decision.Deny(obstacle.get(), "");
        }
        if (!(combined instanceof Decision.Deny) && views.of(camera).isChanged()) {
            combined = new Decision.Deny(Reason.VIEW_CHANGED.text(), "");
        }
        return new Explanation(verdict.answers(), verdict.absence().missing(), combined);
    }

    @Override
    public List<PolicyInfo> policies() {
        return panel.infos();
    }

    /** On the registry's thread, which may hold the registry's locks: only notes that there is work. */
    @Override
    public void changed(Camera camera) {
        book.changed();
        reviews.soon();
    }

    @Override
    public void sharingChanged(Camera camera) {
        changed(camera);
    }

    @Override
    public void removed(String id) {
        book.changed();
        reviews.execute(() -> book.removed(id));
    }

    /** On the registry's thread too: nobody sees the camera when this returns; the store and the fact follow. */
    @Override
    public void changed(View view) {
        if (view.isChanged()) {
            book.hideView(view);
            viewWithdrawals.add(view.camera());
        }
    }

    private void tell(Fact fact) {
        Facts topic = facts;
        if (topic != null) {
            topic.publish(fact);
        }
    }
}
