package id.pantau.registry;

import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database's schema up to date. */
final class Schema {
    /** The schema that this code reads and writes; a backup says which one it was made with. */
    static final String VERSION = "3";

    /** Schemas whose backups can be restored: none of them had a table or column that this one has not. */
    static final Set<String> READABLE = Set.of("1", "2", VERSION);

    private Schema() {}

    /** @param h2 whether it is H2, else PostgreSQL */
    static void migrate(DataSource source, boolean h2) {
        ClassLoader own = Schema.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Flyway finds its database support through ServiceLoader.
        thread.setContextClassLoader(own);
        try {
            Flyway.configure(own)
                    .dataSource(source)
                    .loggers("slf4j")
                    .locations("classpath:id/pantau/registry/migration")
                    .placeholders(Map.of("picture", h2 ? "blob" : "bytea"))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new RegistryRefusedException("The registry's schema cannot be brought up to date", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
