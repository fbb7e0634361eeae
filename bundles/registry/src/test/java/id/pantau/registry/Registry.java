package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Scene;
import id.pantau.service.CameraListener;
import id.pantau.service.SubmissionListener;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.ViewListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A registry as the container would put it together, and what tests usually put into it. */
final class Registry {
    static final Actor SARI = Actor.user("sari");
    static final Actor BANK = Actor.partner("bank-anu");
    static final Actor SYSTEM = Actor.system("onboarding");
    static final Credentials LOGIN = new Credentials("admin", "p@ss wörd/7");
    static final Point SQUARE = new Point("square", "Dataran Engku Putri", "Batam Kota", 1.1301, 104.0529);

    final Database database;
    final SqlPoints points;
    final SqlPartners partners;
    final SqlCameras cameras;
    final SqlUsers users;
    final SqlSubmissions submissions;
    final SqlPublications publications;
    final SqlAuditTrail audit;
    final SqlHistory history;
    final SqlViews views;
    final SqlSponsors sponsors;
    final SqlAgreements agreements;
    final SqlPermits permits;
    final SqlLooks looks;
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<CameraListener> listeners = new ArrayList<>();
    final List<ViewListener> viewListeners = new ArrayList<>();
    final List<SubmissionListener> submissionListeners = new ArrayList<>();

    Registry(DataSource source, Path state) throws SQLException {
        database = Database.open(source, state);
        CameraListeners whiteboard = new CameraListeners(() -> listeners);
        points = new SqlPoints(database);
        partners = new SqlPartners(database);
        cameras = new SqlCameras(database, whiteboard);
        users = new SqlUsers(database);
        submissions = new SqlSubmissions(database, whiteboard, new SubmissionListeners(() -> submissionListeners));
        publications = new SqlPublications(database);
        audit = new SqlAuditTrail(database);
        history = new SqlHistory(database);
        views = new SqlViews(database, new ViewListeners(() -> viewListeners));
        sponsors = new SqlSponsors(database);
        agreements = new SqlAgreements(database, whiteboard, ZoneId.of("Asia/Jakarta"));
        permits = new SqlPermits(database);
        looks = new SqlLooks(database);
        listeners.add(new CameraListener() {
            @Override
            public void changed(Camera camera) {
                told.add("changed " + camera.id());
            }

            @Override
            public void removed(String id) {
                told.add("removed " + id);
            }

            @Override
            public void sharingChanged(Camera camera) {
                told.add("sharing " + camera.id());
            }
        });
    }

    SqlLooks looks(Clock clock) {
        return new SqlLooks(database, clock);
    }

    /** Adds the point and the partner that the tests' cameras belong to. */
    Registry furnished() {
        points.add(SQUARE, SARI);
        partners.add(new Partner("bank-anu", "Bank Anu"), SARI);
        return this;
    }

    Camera addCamera(String ref) {
        return cameras.add(camera(ref), LOGIN, SARI, "agreed");
    }

    static Camera camera(String ref) {
        return new Camera(
                "",
                "Camera " + ref,
                SQUARE.id(),
                "bank-anu",
                ref,
                "rtsp",
                Endpoint.parse("rtsp://10.20.0.7:554/ch1?x=1"),
                "1",
                Scene.STREET,
                true);
    }

    static NewRow row(int line, String ref) {
        return row(line, ref, LOGIN);
    }

    static NewRow row(int line, String ref, Credentials login) {
        CameraRequest request = new CameraRequest(
                ref, "Camera " + ref, Endpoint.parse("10.20.0.7:554"), login, 1.1289, 104.0535, Scene.PARK, true);
        return new NewRow(line, ref, Optional.of(request), Optional.empty());
    }
}
