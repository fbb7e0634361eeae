package id.pantau.registry;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database's schema up to date. */
final class Schema {
    /** The schema that this code reads and writes; a backup says which one it was made with. */
    static final String VERSION = "1";

    private Schema() {}

    static void migrate(DataSource source) {
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
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new RegistryRefusedException("The registry's schema cannot be brought up to date", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
