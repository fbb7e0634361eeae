package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.User;
import id.pantau.service.Users;
import java.util.List;
import java.util.Optional;

/** The city's staff, with the passwords that a test gave them. */
final class CityUsers implements Users {
    private final City city;

    CityUsers(City city) {
        this.city = city;
    }

    @Override
    public List<User> all() {
        return List.of();
    }

    @Override
    public void add(User user, String password, Actor who) {
        city.logins.put(user.name(), new City.Login(user, password, 1));
    }

    @Override
    public void changePassword(String name, String password, Actor who) {
        city.logins.computeIfPresent(name, (n, l) -> new City.Login(l.user(), password, l.version() + 1));
    }

    @Override
    public boolean remove(String name, Actor who) {
        return city.logins.remove(name) != null;
    }

    @Override
    public Optional<User> authenticate(String name, String password) {
        return Optional.ofNullable(city.logins.get(name))
                .filter(l -> l.password().equals(password))
                .map(City.Login::user);
    }

    @Override
    public Optional<User> current(String name, long version) {
        return Optional.ofNullable(city.logins.get(name))
                .filter(l -> l.version() == version)
                .map(City.Login::user);
    }

    @Override
    public long version(String name) {
        return Optional.ofNullable(city.logins.get(name))
                .map(City.Login::version)
                .orElse(-1L);
    }
}
