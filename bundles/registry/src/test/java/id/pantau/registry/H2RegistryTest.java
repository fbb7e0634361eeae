package id.pantau.registry;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The registry on H2")
class H2RegistryTest extends RegistryContract {

    static DataSource h2(Path folder) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + folder.resolve("registry").resolve("pantau") + ";WRITE_DELAY=0");
        source.setUser("sa");
        return source;
    }

    @Override
    DataSource emptyDatabase(Path folder) {
        return h2(folder);
    }
}
