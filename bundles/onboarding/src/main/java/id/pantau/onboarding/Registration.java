package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import id.pantau.service.Onboarding;
import id.pantau.service.Points;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.Recognition;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Turns an approved row into a registered camera. */
final class Registration {
    private static final int LONGEST_SLUG = 48;

    private final Submissions submissions;
    private final Points points;
    private final Prober prober;
    private final Facts facts;
    private final Clock clock;

    Registration(Submissions submissions, Points points, Prober prober, Facts facts, Clock clock) {
        this.submissions = submissions;
        this.points = points;
        this.prober = prober;
        this.facts = facts;
        this.clock = clock;
    }

    /** Somebody's word that a row may become a camera. */
    record Approval(String row, Actor who, String why) {}

    /** A row that has become a camera. */
    record Registered(String row, Camera camera) {}

    /**
     * One at a time, so that two cameras of one new place do not make two points of it.
     *
     * @throws NoSuchElementException when there is no such row
     * @throws IllegalStateException when it is not waiting, or the device is registered meanwhile
     */
    synchronized Registered register(Approval approval) {
        OnboardingRow row = submissions
                .row(approval.row())
                .orElseThrow(() -> new NoSuchElementException("no row " + approval.row()));
        if (row.state() != RowState.WAITING_APPROVAL) {
            throw new IllegalStateException("row " + row.id() + " is not waiting for approval, it is "
                    + row.state().code());
        }
        CameraRequest request = row.request().orElseThrow();
        Recognition recognition = submissions.recognition(row.id()).orElseThrow();
        Endpoint pinned = Endpoint.parse(recognition.pinned());
        if (prober.isRegistered(pinned, recognition.channel())) {
            submissions.advance(
                    row.id(),
                    RowState.WAITING_APPROVAL,
                    RowState.DUPLICATE,
                    Optional.of(new Text(
                            "Perangkat ini sudah terdaftar sebagai kamera lain.",
                            "This device is registered as another camera already.")),
                    approval.who(),
                    approval.why());
            throw new IllegalStateException("the device of row " + row.id() + " is registered as another camera");
        }
        Optional<Point> near = points.nearest(request.latitude(), request.longitude(), Onboarding.POINT_METRES);
        Point point = near.orElseGet(() -> pointFor(request));
        Camera camera = new Camera(
                "",
                request.name(),
                point.id(),
                row.partner(),
                request.ref(),
                recognition.vendor(),
                pinned,
                recognition.channel(),
                request.scene(),
                request.publicConsent());
        Optional<Point> fresh = near.isPresent() ? Optional.empty() : Optional.of(point);
        return new Registered(row.id(), submissions.register(row.id(), camera, fresh, approval.who(), approval.why()));
    }

    void announce(Registered registered) {
        facts.publish(new Fact(
                Fact.CAMERA_REGISTERED, registered.camera().id(), clock.instant(), Map.of("row", registered.row())));
    }

    private Point pointFor(CameraRequest request) {
        String slug = slug(request.name());
        String id = slug;
        for (int n = 2; points.find(id).isPresent(); n++) {
            id = slug + "-" + n;
        }
        return new Point(id, request.name(), "", request.latitude(), request.longitude());
    }

    private static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("-$", "");
        return cut.isEmpty() ? "point" : cut;
    }
}
