package id.pantau.registry;

import id.pantau.model.Sponsorship;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The sponsorships' rows: one for each camera and year. */
final class SponsorshipTable {
    private SponsorshipTable() {}

    static List<Sponsorship> all(Connection c) throws SQLException {
        return Sql.list(c, SponsorshipTable::read, "select camera, season, sponsor, source from sponsorships");
    }

    static String key(Sponsorship sponsorship) {
        return key(sponsorship.camera(), sponsorship.year());
    }

    static String key(String camera, int year) {
        return camera + "/" + year;
    }

    static void replace(Connection c, Sponsorship sponsorship) throws SQLException {
        remove(c, sponsorship.camera(), sponsorship.year());
        Sql.update(
                c,
                "insert into sponsorships (camera, season, sponsor, source) values (?, ?, ?, ?)",
                sponsorship.camera(),
                sponsorship.year(),
                sponsorship.sponsor(),
                sponsorship.source());
    }

    static boolean remove(Connection c, String camera, int year) throws SQLException {
        return Sql.update(c, "delete from sponsorships where camera = ? and season = ?", camera, year) == 1;
    }

    private static Sponsorship read(ResultSet r) throws SQLException {
        return new Sponsorship(
                r.getString("camera"), r.getInt("season"), r.getString("sponsor"), r.getString("source"));
    }
}
