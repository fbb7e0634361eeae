package id.pantau.registry;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A registry on an empty database, for tests that run on every kind. */
abstract class OnEachDatabase {
    @Parameter
    DatabaseKind kind;

    @TempDir
    Path state;

    Registry registry;

    private DataSource source;

    @BeforeEach
    void open() throws SQLException {
        source = kind.empty(state);
        registry = new Registry(source, state).furnished();
    }

    /** The same registry as a new process would see it. */
    Registry reopened() throws SQLException {
        return new Registry(source, state);
    }

    /** The same registry, for as many connections as there are still given. */
    Registry failingAfter(AtomicInteger connections) throws SQLException {
        DataSource real = source;
        return new Registry(
                (DataSource) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                            if (connections.getAndDecrement() <= 0) {
                                throw new SQLException("the database is away");
                            }
                            return method.invoke(real, arguments);
                        }),
                state);
    }

    /** Keeps the database open between calls until it is closed: H2 else opens its file for each of many. */
    Connection keptOpen() throws SQLException {
        return source.getConnection();
    }

    /** The audit trail, newest first. */
    List<String> actions() {
        return registry.audit.newest(100).stream()
                .map(entry -> entry.who() + " " + entry.action() + " " + entry.subject() + " " + entry.why())
                .toList();
    }
}
