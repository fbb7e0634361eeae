package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.Premises;
import id.pantau.service.Partners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The partners that the city's keys name. */
final class CityPartners implements Partners {
    /** Of keys that are for something else than the partner's cameras. */
    final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    final Map<String, String> titles = new ConcurrentHashMap<>();
    final Map<String, String> contacts = new ConcurrentHashMap<>();
    private final City city;

    CityPartners(City city) {
        this.city = city;
    }

    @Override
    public List<Partner> all() {
        return List.of();
    }

    @Override
    public Optional<Partner> find(String name) {
        return city.keys.containsValue(name)
                ? Optional.of(new Partner(name, titles.getOrDefault(name, name)))
                : Optional.empty();
    }

    @Override
    public void add(Partner partner, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String newKey(String partner, Scope scope, boolean revokeOthers, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Key> authenticate(String key) {
        return Optional.ofNullable(city.keys.get(key))
                .map(name -> new Key(
                        new Partner(name, titles.getOrDefault(name, name)), scopes.getOrDefault(key, Scope.CAMERAS)));
    }

    @Override
    public List<Premises> premises(String partner) {
        return List.of();
    }

    @Override
    public void declare(Premises premises, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removePremises(String partner, String name, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> contact(String partner) {
        return Optional.ofNullable(contacts.get(partner));
    }

    @Override
    public void changeContact(String partner, String contact, Actor who, String why) {
        throw new UnsupportedOperationException();
    }
}
