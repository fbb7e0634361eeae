package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.spi.policy.Decision;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What the city's people decided to show, without policies. */
final class CityPublications implements Publications {
    private final City city;

    CityPublications(City city) {
        this.city = city;
    }

    @Override
    public Publication of(String camera) {
        return city.standing.getOrDefault(camera, Publication.none(camera));
    }

    @Override
    public Rendition rendition(String camera) {
        return city.publicMain.contains(camera) ? Rendition.MAIN : Rendition.FIRST;
    }

    @Override
    public List<Publication> all() {
        return List.copyOf(city.standing.values());
    }

    @Override
    public void publish(String camera, Actor who, String why) throws PublicationRefusedException {
        if (city.denial.isPresent()) {
            throw city.denial.get();
        }
        city.standing.put(
                camera,
                new Publication(camera, Publication.Stand.PUBLIC, Optional.empty(), Optional.empty(), City.NOON));
        city.audited.add(new AuditEntry(City.NOON, who.name(), "public:publish", camera, why));
    }

    /** As the platform does it: for a camera that is withdrawn for its view, with a picture that is not too old. */
    @Override
    public void confirm(String camera, Snapshot picture, Actor who, String why) throws PublicationRefusedException {
        if (!of(camera).reason().equals(Optional.of(Reason.VIEW_CHANGED))) {
            throw new PublicationRefusedException(new Text("Tidak ada.", "There is nothing to confirm."), "");
        }
        if (city.denial.isPresent()) {
            throw city.denial.get();
        }
        city.views.approve(camera, picture, who, why);
        publish(camera, who, why);
    }

    @Override
    public void withdraw(String camera, Actor who, String why) {
        if (!of(camera).isPublic() && !of(camera).reason().equals(Optional.of(Reason.VIEW_CHANGED))) {
            throw new NoSuchElementException(camera);
        }
        city.standing.put(
                camera,
                new Publication(
                        camera,
                        Publication.Stand.WITHDRAWN,
                        Optional.of(Reason.WITHDRAWN_BY_OPERATOR),
                        Optional.empty(),
                        City.NOON));
        city.audited.add(new AuditEntry(City.NOON, who.name(), "public:withdraw", camera, why));
    }

    @Override
    public Explanation explain(String camera) {
        return new Explanation(Map.<String, Decision>of(), List.of(), null);
    }

    @Override
    public List<PolicyInfo> policies() {
        return List.of();
    }
}
