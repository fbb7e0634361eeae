package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Point;
import id.pantau.service.Points;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The points in the database. */
@Component(immediate = true)
public final class SqlPoints implements Points {
    /** Mean radius of the earth in metres (IUGG). */
    private static final double EARTH = 6_371_008.8;

    private final Database database;

    @Activate
    public SqlPoints(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Point> all() {
        return database.points().all();
    }

    @Override
    public Optional<Point> find(String id) {
        return database.points().find(id);
    }

    @Override
    public Optional<Point> nearest(double latitude, double longitude, double metres) {
        record Distant(Point point, double metres) {}
        return all().stream()
                .map(point -> new Distant(point, distance(point, latitude, longitude)))
                .filter(candidate -> candidate.metres() <= metres)
                .min(Comparator.comparingDouble(Distant::metres))
                .map(Distant::point);
    }

    @Override
    public void add(Point point, Actor who) {
        try {
            database.transactions().change(c -> {
                PointTable.add(c, point, who, "");
                return true;
            });
        } catch (KeyTakenException e) {
            // Somebody else was a moment faster with this id.
            add(point, who);
        } finally {
            database.points().changed();
        }
    }

    /** Great-circle distance in metres (haversine). */
    private static double distance(Point point, double latitude, double longitude) {
        double north = Math.toRadians(latitude - point.latitude()) / 2;
        double east = Math.toRadians(longitude - point.longitude()) / 2;
        double h = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(point.latitude()))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
