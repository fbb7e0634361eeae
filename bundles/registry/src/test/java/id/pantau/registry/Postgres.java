package id.pantau.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL server for all tests of this run, on a free loopback port; it ends with the Java process. */
final class Postgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Postgres() {}

    private static final class Server {
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("the embedded PostgreSQL does not start", e);
            }
        }
    }

    /** A new empty schema that is all the data source sees, and that takes less time to make than a database. */
    static DataSource empty() throws SQLException {
        String name = "pantau" + SCHEMAS.incrementAndGet();
        try (Connection c = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = c.createStatement()) {
            statement.execute("create schema " + name);
        }
        return Server.INSTANCE.getDatabase("postgres", "postgres", Map.of("currentSchema", name));
    }

    /** The same for an account whose sessions begin with {@code setting}. */
    static DataSource emptyWith(String setting) throws SQLException {
        String name = "clerk" + SCHEMAS.incrementAndGet();
        try (Connection c = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = c.createStatement()) {
            statement.execute("create role " + name + " login");
            statement.execute("create schema authorization " + name);
            statement.execute("alter role " + name + " set " + setting);
        }
        return Server.INSTANCE.getDatabase(name, "postgres");
    }
}
