package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.publishing.admission.Rates.Watched;
import id.pantau.service.Admission;
import id.pantau.service.Live;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Gate}, with a clock, a configuration and cameras that are measured. */
@Component(
        name = AdmissionControl.PID,
        immediate = true,
        service = {Admission.class, AdmissionControl.class})
@Designate(ocd = AdmissionConfig.class)
public final class AdmissionControl implements Admission {
    static final String PID = "id.pantau.publishing.admission";

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionControl.class);

    private final Gate gate;
    private final ScheduledThreadPoolExecutor thread;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Live live;

    @Activate
    public AdmissionControl(AdmissionConfig config) {
        this.gate = new Gate(
                Budget.of(config),
                Clock.systemUTC(),
                System::nanoTime,
                this::bitrate,
                new ProcessCpu(),
                Gate.MOST_VIEWERS);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread worker = new Thread(work, "pantau-admission");
            worker.setContextClassLoader(AdmissionControl.class.getClassLoader());
            worker.setDaemon(true);
            return worker;
        });
        thread.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Modified
    void configure(AdmissionConfig config) {
        gate.budget(Budget.of(config));
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }

    private void tick() {
        try {
            gate.tick();
        } catch (RuntimeException e) {
            LOG.error("The load could not be measured; the next try is in a second", e);
        }
    }

    private long bitrate(Watched stream) {
        Live hub = live;
        return hub == null ? 0 : hub.stats(stream.camera(), stream.rendition()).bitrate();
    }

    /** Whether the camera's first stream is a lesser one beside its main stream, as far as is known. */
    public boolean hasLesser(String camera) {
        Live hub = live;
        return hub != null && hub.hasMain(camera);
    }

    /** How the uplink stands if {@code others} are public and {@code camera} is to be. */
    public Load load(String camera, Collection<String> others) {
        return gate.load(camera, others);
    }

    @Override
    public Answer admit(String viewer, String camera, Rendition rendition) {
        return gate.admit(viewer, camera, rendition);
    }

    @Override
    public Answer admitToPictures(String viewer, String camera, long bytes) {
        return gate.admitToPictures(viewer, camera, bytes);
    }

    @Override
    public LongConsumer follow(String viewer, String camera, Rendition rendition) {
        return gate.follow(viewer, camera, rendition);
    }

    @Override
    public LongConsumer staff() {
        return gate.staff();
    }

    @Override
    public Optional<Busy> busy(String camera, Rendition rendition) {
        return gate.busy(camera, rendition);
    }

    @Override
    public Optional<Busy> busyForPictures(String viewer, String camera, long bytes) {
        return gate.busyForPictures(viewer, camera, bytes);
    }

    @Override
    public boolean limited() {
        return gate.limited();
    }

    @Override
    public Figures figures() {
        return gate.figures();
    }
}
