package id.pantau.registry;

import id.pantau.model.Agreement;
import id.pantau.model.Camera;
import id.pantau.model.Incident;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Sponsorship;
import id.pantau.model.Text;
import id.pantau.model.View;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The open registry: what its services share. */
final class Database {
    private final Transactions transactions;
    private final Vault vault;
    private final Path state;
    private final Snapshot<Point> points;
    private final Snapshot<Camera> cameras;
    private final Snapshot<Publication> publications;
    private final Snapshot<View> views;
    private final Snapshot<Sponsorship> sponsorships;
    private final Snapshot<Signed> agreements;
    private final Snapshot<AgreementTable.Withheld> withheld;
    private final Snapshot<Incident> incidents;

    /** A partner's agreements, at least one. */
    record Signed(String partner, List<Agreement> agreements) {}

    private Database(Transactions transactions, Vault vault, Path state) {
        this.transactions = transactions;
        this.vault = vault;
        this.state = state;
        points = new Snapshot<>(
                () -> transactions.read(PointTable::all),
                Point::id,
                Comparator.comparing(Point::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Point::id));
        cameras = new Snapshot<>(
                () -> transactions.read(CameraTable::all),
                Camera::id,
                Comparator.comparing(Camera::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Camera::id));
        publications = new Snapshot<>(
                () -> transactions.read(PublicationTable::all),
                Publication::camera,
                Comparator.comparing(Publication::camera));
        views = new Snapshot<>(
                () -> transactions.read(ViewTable::all), View::camera, Comparator.comparing(View::camera));
        sponsorships = new Snapshot<>(
                () -> transactions.read(SponsorshipTable::all),
                SponsorshipTable::key,
                Comparator.comparing(Sponsorship::camera).thenComparing(Sponsorship::year));
        agreements = new Snapshot<>(
                () -> byPartner(transactions.read(AgreementTable::all)),
                Signed::partner,
                Comparator.comparing(Signed::partner));
        withheld = new Snapshot<>(
                () -> transactions.read(AgreementTable::withheld),
                AgreementTable.Withheld::camera,
                Comparator.comparing(AgreementTable.Withheld::camera));
        incidents = new Snapshot<>(
                () -> transactions.read(c -> IncidentTable.openAt(c, now())),
                Incident::id,
                Comparator.comparing(Incident::id));
    }

    private static List<Signed> byPartner(List<Agreement> all) {
        return all.stream().collect(Collectors.groupingBy(Agreement::partner)).entrySet().stream()
                .map(entry -> new Signed(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Brings the schema up to date, takes in a backup that waits to be restored, and opens the key.
     *
     * @param state the container's state folder
     * @throws SQLException when the database does not answer
     * @throws RegistryRefusedException when the registry must not start like this
     */
    static Database open(DataSource source, Path state) throws SQLException {
        closeToOthers(state.resolve("registry"));
        Transactions transactions = new Transactions(source);
        Schema.migrate(source, transactions.isH2());
        KeyFile key = new KeyFile(state);
        new Restore(state, key).run(transactions);
        Vault vault = transactions.read(key::vault);
        Database database = new Database(transactions, vault, state);
        database.points.all();
        database.cameras.all();
        database.publications.all();
        database.views.all();
        database.sponsorships.all();
        database.agreements.all();
        database.withheld.all();
        database.incidents.all();
        return database;
    }

    /** H2 leaves the modes of its files to the account's umask. */
    private static void closeToOthers(Path folder) {
        try {
            PrivateFiles.folder(folder);
        } catch (IOException e) {
            throw new RegistryRefusedException("The folder " + folder + " cannot be made or closed to others", e);
        }
    }

    Transactions transactions() {
        return transactions;
    }

    Vault vault() {
        return vault;
    }

    /** The container's state folder. */
    Path state() {
        return state;
    }

    Snapshot<Point> points() {
        return points;
    }

    Snapshot<Camera> cameras() {
        return cameras;
    }

    Snapshot<Publication> publications() {
        return publications;
    }

    Snapshot<View> views() {
        return views;
    }

    Snapshot<Sponsorship> sponsorships() {
        return sponsorships;
    }

    Snapshot<Signed> agreements() {
        return agreements;
    }

    Snapshot<AgreementTable.Withheld> withheld() {
        return withheld;
    }

    /** Those that were open when they were read last. */
    Snapshot<Incident> incidents() {
        return incidents;
    }

    /** Now, as precisely as the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A text kept in two columns, {@code name_id} and {@code name_en}. */
    static Optional<Text> text(ResultSet r, String name) throws SQLException {
        String id = r.getString(name + "_id");
        String en = r.getString(name + "_en");
        return id == null || en == null ? Optional.empty() : Optional.of(new Text(id, en));
    }
}
