package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.Agreement;
import id.pantau.model.AuditEntry;
import id.pantau.model.Incident;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the city's partners signed, and which cameras they withhold. */
final class CityAgreements implements Agreements {
    static final Text WITHHELD = new Text("Pemilik menarik kamera ini.", "Its owner withholds this camera.");

    final List<Agreement> all = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> withheld = new ConcurrentHashMap<>();
    private final City city;

    CityAgreements(City city) {
        this.city = city;
    }

    static Agreement agreement(String number, String partner) {
        return new Agreement(
                number,
                partner,
                "Pemko Batam",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2099-12-31"),
                Set.of(Use.LIVE, Use.PUBLIC),
                Optional.empty(),
                false,
                Optional.empty());
    }

    @Override
    public List<Agreement> all() {
        return all;
    }

    @Override
    public void add(Agreement agreement, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void revoke(String number, Actor who, String why) {
        Agreement there =
                all.stream().filter(a -> a.number().equals(number)).findFirst().orElseThrow();
        all.set(
                all.indexOf(there),
                new Agreement(
                        number,
                        there.partner(),
                        there.parties(),
                        there.from(),
                        there.until(),
                        there.shared(),
                        there.hours(),
                        there.incidentOnly(),
                        Optional.of(City.NOON)));
        city.audited.add(new AuditEntry(City.NOON, who.name(), "agreement:revoke", number, why));
    }

    @Override
    public void withhold(String camera, Actor who, String why) {
        if (!city.allCameras.containsKey(camera)) {
            throw new NoSuchElementException(camera);
        }
        withheld.put(camera, City.NOON);
        city.notShared.put(camera, WITHHELD);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "camera:withhold", camera, why));
    }

    @Override
    public boolean release(String camera, Actor who, String why) {
        city.notShared.remove(camera);
        city.audited.add(new AuditEntry(City.NOON, who.name(), "camera:release", camera, why));
        return withheld.remove(camera) != null;
    }

    @Override
    public Optional<Instant> withheldSince(String camera) {
        return Optional.ofNullable(withheld.get(camera));
    }

    @Override
    public Incident open(String place, Duration length, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean close(String incident, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Incident> incidents(int most) {
        return List.of();
    }
}
