package id.pantau.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL server for all tests of this run, on a free loopback port; it ends with the Java process. */
final class Postgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static final class Server {
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("the embedded PostgreSQL does not start", e);
            }
        }
    }

    /** A new empty database's name. */
    static String newDatabase() throws SQLException {
        String name = "pantau" + DATABASES.incrementAndGet();
        try (Connection c = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = c.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    static DataSource database(String name) {
        return Server.INSTANCE.getDatabase("postgres", name);
    }
}
