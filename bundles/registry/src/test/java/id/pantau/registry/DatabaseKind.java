package id.pantau.registry;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that the registry runs on. */
enum DatabaseKind {
    H2 {
        @Override
        DataSource empty(Path folder) {
            return h2(folder);
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty(Path folder) throws SQLException {
            return Postgres.empty();
        }
    };

    /** A new empty database, whose files, if any, are below {@code folder}. */
    abstract DataSource empty(Path folder) throws SQLException;

    /** The H2 database below {@code folder}, in file mode. */
    static DataSource h2(Path folder) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + folder.resolve("registry").resolve("pantau") + ";WRITE_DELAY=0");
        source.setUser("sa");
        return source;
    }
}
