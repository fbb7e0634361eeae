package id.pantau.alerts;

import id.pantau.alerts.Sighting.Aspect;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The city as registry, live and publishing know it. Thread-safe. */
final class RegisteredCity implements City {
    private final Cameras cameras;
    private final Points points;
    private final Live live;
    private final Publications publications;
    private final Predicate<Camera> covered;

    RegisteredCity(Cameras cameras, Points points, Live live, Publications publications, Predicate<Camera> covered) {
        this.cameras = cameras;
        this.points = points;
        this.live = live;
        this.publications = publications;
        this.covered = covered;
    }

    @Override
    public Look look() {
        Map<String, Camera> registered = new HashMap<>();
        cameras.all().stream().filter(covered).forEach(c -> registered.put(c.id(), c));
        Map<String, String> names = points.all().stream().collect(Collectors.toMap(Point::id, Point::name));
        List<Sighting> sightings = new ArrayList<>();
        for (Camera camera : registered.values()) {
            live.state(camera.id())
                    .ifPresent(s -> sightings.add(new Sighting(camera, place(camera, names), Aspect.PICTURE, s)));
        }
        for (Publication publication : publications.all()) {
            Camera camera = registered.get(publication.camera());
            if (camera != null && publication.stand() != Stand.PRIVATE) {
                CameraState shown = publication.shown(CameraState.live(publication.since()));
                sightings.add(new Sighting(camera, place(camera, names), Aspect.PUBLIC, shown));
            }
        }
        return new Look(registered.keySet(), sightings);
    }

    private static String place(Camera camera, Map<String, String> names) {
        return names.getOrDefault(camera.point(), camera.point());
    }
}
