package id.pantau.registry;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The registry on PostgreSQL")
class PostgresRegistryTest extends RegistryContract {

    @Override
    DataSource emptyDatabase(Path folder) throws SQLException {
        return Postgres.empty();
    }
}
