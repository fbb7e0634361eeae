package id.pantau.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A transaction")
class TransactionsTest {
    @TempDir
    Path folder;

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection c = source.getConnection();
                Statement statement = c.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    @DisplayName("on PostgreSQL waits for the disk even where the database is set not to")
    void synchronousCommit() throws SQLException {
        DataSource source = Postgres.emptyWith("synchronous_commit to off");
        Optional<String> setting =
                new Transactions(source).change(c -> Sql.first(c, r -> r.getString(1), "show synchronous_commit"));
        assertEquals(Optional.of("on"), setting);
    }

    @Test
    @DisplayName("that only notes something does not wait for the disk, on either database")
    void noted() throws SQLException {
        Transactions postgres = new Transactions(Postgres.empty());
        assertEquals(
                Optional.of("off"), postgres.note(c -> Sql.first(c, r -> r.getString(1), "show synchronous_commit")));
        assertEquals(
                Optional.of("on"), postgres.change(c -> Sql.first(c, r -> r.getString(1), "show synchronous_commit")));

        List<String> statements = new CopyOnWriteArrayList<>();
        Transactions h2 = new Transactions(listening(DataSource.class, DatabaseKind.h2(folder), statements));
        statements.clear();
        h2.note(c -> true);
        assertEquals(List.of(), statements);
        h2.change(c -> true);
        assertEquals(List.of("checkpoint sync"), statements);
    }

    /** The same thing, telling which plain statements are executed by it, or by what it gives. */
    private static <T> T listening(Class<T> type, T real, List<String> statements) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (real instanceof Statement && method.getName().equals("execute")) {
                        statements.add((String) arguments[0]);
                    }
                    Object result = method.invoke(real, arguments);
                    if (method.getReturnType() == Connection.class) {
                        return listening(Connection.class, (Connection) result, statements);
                    }
                    return method.getReturnType() == Statement.class
                            ? listening(Statement.class, (Statement) result, statements)
                            : result;
                }));
    }

    @Test
    @DisplayName("on H2 is refused to an account that cannot force it to disk")
    void noAdministrator() throws SQLException {
        execute(DatabaseKind.h2(folder), "create user clerk password 'x'");
        JdbcDataSource clerk = new JdbcDataSource();
        clerk.setURL("jdbc:h2:async:" + folder.resolve("registry").resolve("pantau"));
        clerk.setUser("clerk");
        clerk.setPassword("x");
        RegistryRefusedException refused = assertThrows(RegistryRefusedException.class, () -> new Transactions(clerk));
        assertTrue(refused.getMessage().contains("administrator"), refused.getMessage());
    }

    @Test
    @DisplayName("on H2 survives the interruption of its thread, and so does everybody else's")
    void interrupted() throws Exception {
        Registry registry = new Registry(DatabaseKind.h2(folder), folder).furnished();
        try (Connection neighbour = DatabaseKind.h2(folder).getConnection()) {
            Thread.currentThread().interrupt();
            registry.addCamera("A");
            assertTrue(Thread.interrupted(), "the interruption is still there for whom it may concern");
            assertEquals(
                    1,
                    Sql.list(neighbour, r -> r.getString("id"), "select id from cameras")
                            .size());
        }
    }

    @Test
    @DisplayName("that throws leaves nothing of what it did")
    void undone() throws SQLException {
        DataSource source = DatabaseKind.h2(folder);
        execute(source, "create table t (n integer primary key)");
        Transactions transactions = new Transactions(source);
        assertThrows(
                IOException.class,
                () -> transactions.<Integer, IOException>change(c -> {
                    Sql.update(c, "insert into t values (1)");
                    throw new IOException("on purpose");
                }));
        List<Integer> kept = transactions.read(c -> Sql.list(c, r -> r.getInt("n"), "select n from t"));
        assertEquals(List.of(), kept);
    }

    @Test
    @DisplayName("runs again when the database asks for it, but not for ever")
    void again() throws SQLException {
        Transactions transactions = new Transactions(DatabaseKind.h2(folder));
        AtomicInteger runs = new AtomicInteger();
        int result = transactions.change(c -> {
            if (runs.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40P01");
            }
            return runs.get();
        });
        assertEquals(3, result);
        runs.set(0);
        assertThrows(
                DatabaseException.class,
                () -> transactions.change(c -> {
                    runs.incrementAndGet();
                    throw new SQLException("deadlock", "40P01");
                }));
        assertEquals(5, runs.get());
    }
}
