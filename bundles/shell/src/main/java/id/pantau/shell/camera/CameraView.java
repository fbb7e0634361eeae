package id.pantau.shell.camera;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import id.pantau.model.View;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Publications;
import id.pantau.service.Views;
import id.pantau.shell.Listing;
import id.pantau.shell.Printable;
import id.pantau.shell.Services;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** Everything that staff may know of a camera. */
record CameraView(Camera camera, CameraState state, StreamStats stats, Publication publication, View view) {

    static List<CameraView> all(Services services) {
        return services.get(Cameras.class).all().stream()
                .map(camera -> of(services, camera))
                .toList();
    }

    /** @throws NoSuchElementException when there is no such camera */
    static CameraView of(Services services, String id) {
        return of(services, camera(services, id));
    }

    /** @throws NoSuchElementException when there is no such camera */
    static Camera camera(Services services, String id) {
        return services.get(Cameras.class)
                .find(id)
                .orElseThrow(() -> new NoSuchElementException("there is no camera '" + id + "'"));
    }

    private static CameraView of(Services services, Camera camera) {
        Live live = services.get(Live.class);
        // registered a moment ago, and not taken up yet
        CameraState starting = CameraState.offline(Reason.STARTING, "", Instant.now());
        return new CameraView(
                camera,
                live.state(camera.id()).orElse(starting),
                live.stats(camera.id()),
                services.get(Publications.class).of(camera.id()),
                services.find(Views.class).map(views -> views.of(camera.id())).orElseGet(() -> View.none(camera.id())));
    }

    static Listing<CameraView> listing(Collection<CameraView> views) {
        return new Listing<>(views)
                .column("id", v -> v.camera().id())
                .column("name", v -> v.camera().name())
                .column("point", v -> v.camera().point())
                .detail("partner", v -> v.camera().partner())
                .detail("ref", v -> v.camera().ref())
                .column("vendor", v -> v.camera().vendor())
                .column("status", v -> v.state().status().code())
                .column("reason", v -> v.state().reason().map(Reason::code))
                .detail("detail", v -> v.state().detail())
                .column("since", v -> v.state().since())
                .column("public", v -> v.publication().isPublic())
                .column("viewers", v -> v.stats().viewers())
                .column("fps", v -> Math.round(v.stats().fps() * 10) / 10.0)
                .column("lastFrameAt", v -> v.stats().lastFrameAt())
                .detail("viewChanged", v -> v.view().changed());
    }

    static Listing<CameraView> details(CameraView view) {
        return listing(List.of(view))
                .detail("address", v -> Printable.address(v.camera().endpoint()))
                .detail("channel", v -> v.camera().channel())
                .detail("scene", v -> v.camera().scene().code())
                .detail("publicConsent", v -> v.camera().publicConsent())
                .detail("publication", v -> v.publication().stand().name().toLowerCase(Locale.ROOT))
                .detail("publicationReason", v -> v.publication().reason().map(Reason::code))
                .detail("publicationDetail", v -> v.publication().detail().map(Text::en))
                .detail(
                        "meaning",
                        v -> v.state()
                                .reason()
                                .map(r -> r.text().id() + " / " + r.text().en()))
                .detail(
                        "nextStep",
                        v -> v.state()
                                .reason()
                                .map(r ->
                                        r.nextStep().id() + " / " + r.nextStep().en()))
                .detail("viewApproved", v -> v.view().approved())
                .detail("viewApprovedBy", v -> v.view().by())
                .detail("viewDetail", v -> v.view().detail())
                .detail("width", v -> v.stats().width())
                .detail("height", v -> v.stats().height())
                .detail("bitrate", v -> v.stats().bitrate())
                .detail("connections", v -> v.stats().connections())
                .detail("bufferBytes", v -> v.stats().bufferBytes());
    }
}
