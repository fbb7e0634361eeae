package id.pantau.registry;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.Use;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The agreements' rows, and which cameras their owners withhold. */
final class AgreementTable {
    private static final String SELECT =
            "select number, partner, parties, begins, ends, shared, hours, incident_only, revoked from agreements";

    private AgreementTable() {}

    /** A camera that its owner does not share. */
    record Withheld(String camera, Instant since) {}

    static List<Agreement> all(Connection c) throws SQLException {
        return Sql.list(c, AgreementTable::read, SELECT + " order by partner, number");
    }

    static Optional<Agreement> find(Connection c, String number) throws SQLException {
        return Sql.first(c, AgreementTable::read, SELECT + " where number = ?", number);
    }

    static void add(Connection c, Agreement agreement) throws SQLException {
        Sql.update(
                c,
                "insert into agreements (number, partner, parties, begins, ends, shared, hours, incident_only)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                agreement.number(),
                agreement.partner(),
                agreement.parties(),
                agreement.from().toString(),
                agreement.until().toString(),
                agreement.shared().stream().sorted().map(Use::code).collect(joining(" ")),
                agreement.hours().map(Hours::toString).orElse(null),
                agreement.incidentOnly());
    }

    /** Returns whether it was in force until now. */
    static boolean revoke(Connection c, String number, Instant at) throws SQLException {
        return Sql.update(c, "update agreements set revoked = ? where number = ? and revoked is null", at, number) == 1;
    }

    static List<Withheld> withheld(Connection c) throws SQLException {
        return Sql.list(
                c,
                r -> new Withheld(r.getString("camera"), Sql.instant(r, "since")),
                "select camera, since from withheld order by camera");
    }

    static void withhold(Connection c, String camera, Instant since) throws SQLException {
        Sql.update(c, "insert into withheld (camera, since) values (?, ?)", camera, since);
    }

    static boolean release(Connection c, String camera) throws SQLException {
        return Sql.update(c, "delete from withheld where camera = ?", camera) == 1;
    }

    private static Agreement read(ResultSet r) throws SQLException {
        return new Agreement(
                r.getString("number"),
                r.getString("partner"),
                r.getString("parties"),
                LocalDate.parse(r.getString("begins")),
                LocalDate.parse(r.getString("ends")),
                Stream.of(r.getString("shared").split(" "))
                        .map(code -> Use.of(code).orElseThrow())
                        .collect(toSet()),
                Optional.ofNullable(r.getString("hours")).map(Hours::parse),
                r.getBoolean("incident_only"),
                Sql.optionalInstant(r, "revoked"));
    }
}
