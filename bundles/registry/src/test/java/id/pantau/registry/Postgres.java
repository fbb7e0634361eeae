package id.pantau.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One PostgreSQL server for all tests of this run, on a free loopback port; it ends with the Java process. */
final class Postgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String problem;

    private Postgres() {}

    private static synchronized EmbeddedPostgres server() {
        if (server == null && problem == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException | RuntimeException e) {
                problem = "the embedded PostgreSQL does not start here (as root it needs unshare): " + e;
            }
        }
        if (server == null && "true".equals(System.getenv("PANTAU_REQUIRE_PEERS"))) {
            throw new IllegalStateException(problem);
        }
        Assumptions.assumeTrue(server != null, problem);
        return Objects.requireNonNull(server);
    }

    /** A new empty schema that is all the data source sees, and that takes less time to make than a database. */
    static DataSource empty() throws SQLException {
        String name = "pantau" + SCHEMAS.incrementAndGet();
        try (Connection c = server().getPostgresDatabase().getConnection();
                Statement statement = c.createStatement()) {
            statement.execute("create schema " + name);
        }
        return server().getDatabase("postgres", "postgres", Map.of("currentSchema", name));
    }

    /** The same for an account whose sessions begin with {@code setting}. */
    static DataSource emptyWith(String setting) throws SQLException {
        String name = "clerk" + SCHEMAS.incrementAndGet();
        try (Connection c = server().getPostgresDatabase().getConnection();
                Statement statement = c.createStatement()) {
            statement.execute("create role " + name + " login");
            statement.execute("create schema authorization " + name);
            statement.execute("alter role " + name + " set " + setting);
        }
        return server().getDatabase(name, "postgres");
    }
}
