package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the city's people approved that cameras show. A public camera whose view changes is withdrawn. */
final class CityViews implements Views {
    private final City city;
    private final Map<String, View> views = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> references = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> evidence = new ConcurrentHashMap<>();

    CityViews(City city) {
        this.city = city;
    }

    @Override
    public View of(String camera) {
        return views.getOrDefault(camera, View.none(camera));
    }

    @Override
    public List<View> all() {
        return List.copyOf(views.values());
    }

    @Override
    public void approve(String camera, Snapshot picture, Actor who, String why) {
        references.put(camera, picture);
        evidence.remove(camera);
        views.put(camera, new View(camera, Optional.of(picture.takenAt()), who.name(), Optional.empty(), ""));
        city.audited.add(new AuditEntry(City.NOON, who.name(), "view:approve", camera, why));
    }

    @Override
    public void changed(String camera, Snapshot picture, String detail, Actor who) {
        View before = of(camera);
        evidence.put(camera, picture);
        views.put(camera, new View(camera, before.approved(), before.by(), Optional.of(picture.takenAt()), detail));
        city.standing.computeIfPresent(
                camera,
                (id, standing) -> standing.isPublic()
                        ? new Publication(
                                camera,
                                Stand.WITHDRAWN,
                                Optional.of(Reason.VIEW_CHANGED),
                                Optional.empty(),
                                picture.takenAt())
                        : standing);
    }

    @Override
    public Optional<Snapshot> reference(String camera) {
        return Optional.ofNullable(references.get(camera));
    }

    @Override
    public Optional<Snapshot> evidence(String camera) {
        return Optional.ofNullable(evidence.get(camera));
    }
}
