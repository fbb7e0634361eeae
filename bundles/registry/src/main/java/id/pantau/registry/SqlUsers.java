package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.service.Users;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The staff in the database. */
@Component(immediate = true)
public final class SqlUsers implements Users {
    private static final int MAXIMUM_PASSWORD = 1000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    private record Kept(User user, String password, long version) {}

    @Activate
    public SqlUsers(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<User> all() {
        return database.transactions().read(c -> Sql.list(c, SqlUsers::read, "select * from users")).stream()
                .map(Kept::user)
                .sorted(Comparator.comparing(User::name))
                .toList();
    }

    @Override
    public void add(User user, String password, Actor who) {
        String hash = hash(password);
        try {
            database.transactions().change(c -> {
                Sql.update(
                        c,
                        "insert into users (name, role, password, version) values (?, ?, ?, ?)",
                        user.name(),
                        user.role().name(),
                        hash,
                        newVersion());
                AuditTable.append(c, who, "user:add", user.name(), user.role().code());
                return true;
            });
        } catch (KeyTakenException e) {
            throw new IllegalStateException("there is a user " + user.name() + " already", e);
        }
    }

    @Override
    public void changePassword(String name, String password, Actor who) {
        String hash = hash(password);
        database.transactions().change(c -> {
            if (Sql.update(c, "update users set password = ?, version = ? where name = ?", hash, newVersion(), name)
                    == 0) {
                throw new NoSuchElementException("no user " + name);
            }
            AuditTable.append(c, who, "user:password", name, "");
            return true;
        });
    }

    @Override
    public boolean remove(String name, Actor who) {
        return database.transactions().change(c -> {
            if (Sql.update(c, "delete from users where name = ?", name) == 0) {
                return false;
            }
            AuditTable.append(c, who, "user:remove", name, "");
            return true;
        });
    }

    @Override
    public Optional<User> authenticate(String name, String password) {
        Optional<Kept> kept = find(name);
        boolean right = Passwords.matches(password, kept.map(Kept::password).orElse(Passwords.NOBODY));
        return kept.filter(k -> right).map(Kept::user);
    }

    @Override
    public Optional<User> current(String name, long version) {
        return find(name).filter(kept -> kept.version() == version).map(Kept::user);
    }

    @Override
    public long version(String name) {
        return find(name).map(Kept::version).orElse(-1L);
    }

    private Optional<Kept> find(String name) {
        return database.transactions()
                .read(c -> Sql.first(c, SqlUsers::read, "select * from users where name = ?", name));
    }

    private static Kept read(ResultSet r) throws SQLException {
        return new Kept(
                new User(r.getString("name"), Role.valueOf(r.getString("role"))),
                r.getString("password"),
                r.getLong("version"));
    }

    private static String hash(String password) {
        if (password.length() < MINIMUM_PASSWORD || password.length() > MAXIMUM_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password has " + MINIMUM_PASSWORD + " to " + MAXIMUM_PASSWORD + " characters");
        }
        return Passwords.hash(password);
    }

    /** Random, so that a user who is removed and added again does not get back the logins of the first. */
    private static long newVersion() {
        return RANDOM.nextLong() >>> 1;
    }
}
