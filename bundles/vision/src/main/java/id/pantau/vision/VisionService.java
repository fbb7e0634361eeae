package id.pantau.vision;

import id.pantau.model.Camera;
import id.pantau.model.CodedPicture;
import id.pantau.model.View;
import id.pantau.service.CameraListener;
import id.pantau.service.Cameras;
import id.pantau.service.Findings;
import id.pantau.service.Live;
import id.pantau.service.PictureReader;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import id.pantau.service.ViewListener;
import id.pantau.service.Views;
import id.pantau.vision.check.Sensitivity;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
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

/** Puts snapshots into the framework. Whatever waits for the disk, the registry or a process waits on a thread of its own. */
@Component(
        immediate = true,
        configurationPid = "id.pantau.vision",
        service = {Snapshots.class, PictureReader.class, CameraListener.class, ViewListener.class})
@Designate(ocd = VisionConfig.class)
public final class VisionService implements Snapshots, PictureReader, CameraListener, ViewListener {
    private static final Logger LOG = LoggerFactory.getLogger(VisionService.class);
    private static final long MOST_BYTES = 64L << 20;
    private static final long ROLL_CALL_SECONDS = 30;
    private static final long FAREWELL_SECONDS = 5;

    private final Live live;
    private final Cameras cameras;
    private final BundleContext context;
    private final Views views;
    private final ViewDesk desk;
    private final Album album;
    private final ScheduledExecutorService office = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pantau-vision");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Shards shards;
    private boolean unable;
    private volatile @Nullable PictureDesk pictures;
    private volatile String problem = "";
    private volatile Sensitivity sensitivity;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Publications publications;

    @Activate
    public VisionService(
            @Reference Live live,
            @Reference Cameras cameras,
            @Reference Findings findings,
            @Reference Views views,
            BundleContext context,
            VisionConfig config) {
        this.live = live;
        this.cameras = cameras;
        this.views = views;
        this.context = context;
        this.sensitivity = VisionSettings.sensitivity(config);
        this.desk = new ViewDesk(findings, views, () -> Optional.ofNullable(publications), office);
        this.album = new Album(MOST_BYTES, camera -> new Inspection(camera, sensitivity, desk));
        VisionSettings settings = VisionSettings.of(config);
        office.execute(() -> open(settings));
        office.scheduleWithFixedDelay(this::callTheRoll, 0, ROLL_CALL_SECONDS, TimeUnit.SECONDS);
    }

    @Modified
    void modified(VisionConfig config) {
        VisionSettings settings = VisionSettings.of(config);
        sensitivity = VisionSettings.sensitivity(config);
        office.execute(() -> {
            closeShards();
            album.retain(Set.of());
            callTheRoll();
            open(settings);
        });
    }

    @Deactivate
    void deactivate() {
        office.execute(this::closeShards);
        office.shutdown();
        try {
            if (!office.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The workers did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(VisionSettings settings) {
        Optional<String> problem = Platform.problem(System.getProperty("os.name"), System.getProperty("os.arch"));
        problem.ifPresent(this::giveUp);
        File data = context.getDataFile("");
        if (unable || data == null) {
            return;
        }
        try {
            WorkerFiles files = WorkerFiles.unpack(context.getBundle(), data.toPath());
            Shards opened = new Shards(live, album, files, settings, this::unable);
            opened.open();
            shards = opened;
            pictures = new PictureDesk(files, settings, this::unable);
        } catch (IOException e) {
            LOG.error("There are no snapshots: the workers' files could not be written", e);
            this.problem = "the workers' files could not be written: " + e.getMessage();
        }
    }

    private void unable(String why) {
        office.execute(() -> giveUp(why));
    }

    /** Said once: nothing about it will change while this bundle runs. */
    private void giveUp(String why) {
        if (!unable) {
            unable = true;
            problem = why;
            LOG.error("Cameras that send video have no snapshots, everything else works: {}", why);
            closeShards();
        }
    }

    private void closeShards() {
        PictureDesk desk = pictures;
        pictures = null;
        if (desk != null) {
            desk.close();
        }
        Shards open = shards;
        shards = null;
        if (open != null) {
            open.close();
        }
    }

    /** Makes up for news that went astray while this bundle or the registry came up. */
    private void callTheRoll() {
        try {
            Set<String> all = cameras.all().stream().map(Camera::id).collect(Collectors.toSet());
            all.forEach(album::add);
            album.retain(all);
            views.all().forEach(this::bring);
        } catch (RuntimeException e) {
            LOG.warn("The registry did not say which cameras there are: {}", e.toString());
        }
    }

    private void bring(View view) {
        album.find(view.camera()).ifPresent(subject -> desk.bring(view, subject.inspection()));
    }

    /** What it showed before may have been another place. */
    @Override
    public void changed(Camera camera) {
        album.remove(camera.id());
        album.add(camera.id());
        office.execute(this::callTheRoll);
    }

    @Override
    public void changed(View view) {
        office.execute(() -> bring(view));
    }

    @Override
    public void removed(String id) {
        album.remove(id);
    }

    @Override
    public Optional<Snapshot> newest(String camera) {
        album.ask(camera, System.nanoTime());
        return album.newest(camera, Instant.now());
    }

    @Override
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    @Override
    public Optional<Reading> read(CodedPicture picture, List<Snapshot> others) {
        PictureDesk open = pictures;
        if (open == null) {
            throw new IllegalStateException(problem.isEmpty() ? "the decoder is being started" : problem);
        }
        return open.read(picture, others);
    }

    @Override
    public boolean has(String camera) {
        return album.newest(camera, Instant.now()).isPresent();
    }
}
