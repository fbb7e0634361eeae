package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Agreement;
import id.pantau.model.Camera;
import id.pantau.model.Incident;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.service.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The agreements in the database. */
@Component(
        immediate = true,
        service = {Agreements.class, Sharing.class})
public final class SqlAgreements implements Agreements, Sharing {
    private static final Text UNKNOWN = new Text("Kamera ini tidak terdaftar.", "This camera is not registered.");

    private final Database database;
    private final CameraListeners listeners;
    private final ZoneId zone;

    @Activate
    public SqlAgreements(@Reference Database database, @Reference CameraListeners listeners) {
        this(database, listeners, ZoneId.systemDefault());
    }

    SqlAgreements(Database database, CameraListeners listeners, ZoneId zone) {
        this.database = database;
        this.listeners = listeners;
        this.zone = zone;
    }

    @Override
    public List<Agreement> all() {
        return database.agreements().all().stream()
                .flatMap(signed -> signed.agreements().stream())
                .toList();
    }

    @Override
    public void add(Agreement agreement, Actor who, String why) {
        try {
            database.transactions().change(c -> {
                PartnerTable.require(c, agreement.partner());
                AgreementTable.add(c, agreement);
                AuditTable.append(c, who, "agreement:add", agreement.number(), why);
                return true;
            });
        } catch (KeyTakenException e) {
            Optional<Agreement> there = database.transactions().read(c -> AgreementTable.find(c, agreement.number()));
            if (!there.equals(Optional.of(agreement))) {
                throw new IllegalStateException("there is another agreement of the number " + agreement.number(), e);
            }
            return;
        } finally {
            database.agreements().changed();
        }
        tell(ofPartner(agreement.partner()));
    }

    @Override
    public void revoke(String number, Actor who, String why) {
        Agreement agreement;
        try {
            agreement = database.transactions().change(c -> {
                Agreement there = AgreementTable.find(c, number)
                        .orElseThrow(() -> new NoSuchElementException("no agreement " + number));
                if (AgreementTable.revoke(c, number, Database.now())) {
                    AuditTable.append(c, who, "agreement:revoke", number, why);
                }
                return there;
            });
        } finally {
            database.agreements().changed();
        }
        tell(ofPartner(agreement.partner()));
    }

    @Override
    public void withhold(String camera, Actor who, String why) {
        try {
            database.transactions().change(c -> {
                if (!CameraTable.exists(c, camera)) {
                    throw new NoSuchElementException("no camera " + camera);
                }
                AgreementTable.withhold(c, camera, Database.now());
                AuditTable.append(c, who, "camera:withhold", camera, why);
                return true;
            });
        } catch (KeyTakenException e) {
            return; // it is withheld already
        } finally {
            database.withheld().changed();
        }
        tell(theCamera(camera));
    }

    @Override
    public boolean release(String camera, Actor who, String why) {
        boolean released;
        try {
            released = database.transactions().change(c -> {
                boolean gone = AgreementTable.release(c, camera);
                if (gone) {
                    AuditTable.append(c, who, "camera:release", camera, why);
                }
                return gone;
            });
        } finally {
            database.withheld().changed();
        }
        tell(theCamera(camera));
        return released;
    }

    @Override
    public Optional<Instant> withheldSince(String camera) {
        return database.withheld().find(camera).map(AgreementTable.Withheld::since);
    }

    @Override
    public Incident open(String place, Duration length, Actor who, String why) {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_INCIDENT) > 0) {
            throw new IllegalArgumentException("an incident lasts up to " + LONGEST_INCIDENT.toHours() + " hours");
        }
        Instant now = Database.now();
        Incident incident = new Incident(Ids.incident(), place, now, now.plus(length), who.name(), why);
        try {
            database.transactions().change(c -> {
                if (!CameraTable.exists(c, place) && !PointTable.exists(c, place)) {
                    throw new NoSuchElementException("no camera and no point " + place);
                }
                IncidentTable.add(c, incident);
                AuditTable.append(c, who, "incident:open", place, why);
                return true;
            });
        } finally {
            database.incidents().changed();
        }
        tell(at(place));
        return incident;
    }

    @Override
    public boolean close(String id, Actor who, String why) {
        Optional<Incident> open = database.incidents().find(id);
        boolean closed;
        try {
            closed = database.transactions().change(c -> {
                boolean was = IncidentTable.close(c, id, Database.now());
                if (was) {
                    AuditTable.append(c, who, "incident:close", id, why);
                }
                return was;
            });
        } finally {
            database.incidents().changed();
        }
        open.ifPresent(incident -> tell(at(incident.place())));
        return closed;
    }

    @Override
    public List<Incident> incidents(int most) {
        return database.transactions().read(c -> IncidentTable.newest(c, most));
    }

    @Override
    public Optional<Text> obstacle(String id, Use use, Instant at) {
        return ask(id, camera -> terms(camera, use, at).obstacle(() -> incidentAt(camera, at)));
    }

    @Override
    public Optional<Text> ended(String id, Use use, Instant at) {
        return ask(id, camera -> terms(camera, use, at).ended());
    }

    /** What stands against a use of a camera: its owner's no to this one, or else what the agreements say. */
    private Optional<Text> ask(String id, Function<Camera, Optional<Text>> agreements) {
        Optional<Camera> camera = database.cameras().find(id);
        if (camera.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        return withheldSince(id)
                .map(since -> Terms.withheld(since.atZone(zone)))
                .or(() -> agreements.apply(camera.get()));
    }

    private Terms terms(Camera camera, Use use, Instant at) {
        List<Agreement> signed = database.agreements()
                .find(camera.partner())
                .map(Database.Signed::agreements)
                .orElse(List.of());
        return new Terms(signed, use, at.atZone(zone));
    }

    private boolean incidentAt(Camera camera, Instant at) {
        return database.incidents().all().stream()
                .anyMatch(
                        incident -> incident.openAt(at) && at(incident.place()).test(camera));
    }

    private static Predicate<Camera> theCamera(String id) {
        return camera -> camera.id().equals(id);
    }

    private static Predicate<Camera> at(String place) {
        return camera -> camera.id().equals(place) || camera.point().equals(place);
    }

    private static Predicate<Camera> ofPartner(String partner) {
        return camera -> camera.partner().equals(partner);
    }

    private void tell(Predicate<Camera> concerned) {
        database.cameras().all().stream().filter(concerned).forEach(listeners::tellSharing);
    }
}
