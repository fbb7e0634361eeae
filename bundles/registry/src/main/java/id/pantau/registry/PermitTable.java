package id.pantau.registry;

import id.pantau.model.PermitDuty;
import id.pantau.model.Scene;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permits' rows. */
final class PermitTable {
    private static final String SELECT = "select permit, partner, cameras, issued, due from permit_duties";
    private static final String PUBLIC_SPACE = Stream.of(Scene.values())
            .filter(Scene::publicSpace)
            .map(scene -> "'" + scene.name() + "'")
            .collect(Collectors.joining(", "));

    private PermitTable() {}

    /** By due day. */
    static List<PermitDuty> all(Connection c) throws SQLException {
        return Sql.list(c, PermitTable::read, SELECT + " order by due, permit");
    }

    static Optional<PermitDuty> find(Connection c, String permit) throws SQLException {
        return Sql.first(c, PermitTable::read, SELECT + " where permit = ?", permit);
    }

    static void add(Connection c, PermitDuty duty) throws SQLException {
        Sql.update(
                c,
                "insert into permit_duties (permit, partner, cameras, issued, due) values (?, ?, ?, ?, ?)",
                duty.permit(),
                duty.partner(),
                duty.cameras(),
                duty.issued().toString(),
                duty.due().toString());
    }

    static boolean remove(Connection c, String permit) throws SQLException {
        return Sql.update(c, "delete from permit_duties where permit = ?", permit) == 1;
    }

    /** How many cameras of each partner look at public space and were live. */
    static Map<String, Integer> verified(Connection c) throws SQLException {
        Map<String, Integer> verified = new HashMap<>();
        Sql.list(
                c,
                r -> verified.put(r.getString("partner"), r.getInt("cameras")),
                "select partner, count(*) as cameras from cameras where scene in (" + PUBLIC_SPACE + ") and exists"
                        + " (select 1 from status_history h where h.camera = cameras.id and h.status = 'LIVE')"
                        + " group by partner");
        return verified;
    }

    private static PermitDuty read(ResultSet r) throws SQLException {
        return new PermitDuty(
                r.getString("permit"),
                r.getString("partner"),
                r.getInt("cameras"),
                LocalDate.parse(r.getString("issued")),
                LocalDate.parse(r.getString("due")));
    }
}
