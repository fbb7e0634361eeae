package id.pantau.registry;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in transactions. A change that has returned is on disk, whatever happens to the process or the machine.
 *
 * <p>H2 writes a commit but does not force it to the disk, so {@code CHECKPOINT SYNC} follows each; commits that wait
 * for the disk at the same time share one. PostgreSQL forces by itself unless {@code synchronous_commit} is off, which
 * is then switched on for each change. Keys in the schema, not locks, keep two writers apart. What is only worth noting
 * can do without the disk ({@link #note}).
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 5;
    private static final String UNIQUE_VIOLATION = "23505";
    /** Serialisation failure, deadlock (PostgreSQL); lock timeout, concurrent update (H2). */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "HYT00", "90131");

    private final DataSource source;
    private final boolean h2;
    private final boolean forceCommit;
    private final AtomicLong committed = new AtomicLong();
    private final Object disk = new Object();
    private long synced;

    /**
     * What is done in one transaction; may be run again when the database asks for it.
     *
     * @param <X> what it may refuse with; nothing is changed then
     */
    interface Work<T, X extends Exception> {
        T run(Connection connection) throws SQLException, X;
    }

    /**
     * Looks what kind of database it is.
     *
     * @throws RegistryRefusedException when it cannot keep what it acknowledges
     */
    Transactions(DataSource source) throws SQLException {
        this.source = source;
        try (Connection c = source.getConnection()) {
            h2 = c.getMetaData().getDatabaseProductName().equals("H2");
            forceCommit = !h2 && setting(c, "synchronous_commit").equals("off");
            if (h2) {
                checkH2(c);
            } else if (setting(c, "fsync").equals("off")) {
                LOG.warn("The PostgreSQL server runs with fsync=off: a power cut loses what was acknowledged");
            }
        }
    }

    /**
     * Commits what {@code work} changed and waits for the disk.
     *
     * @throws KeyTakenException when a unique key was taken
     * @throws IllegalArgumentException when the database cannot hold a value
     * @throws DatabaseException when the database failed
     */
    <T, X extends Exception> T change(Work<T, X> work) throws X {
        return repeatedly(c -> {
            if (forceCommit) {
                execute(c, "set synchronous_commit to on");
            }
            T result = commit(c, work);
            if (h2) {
                sync(c);
            }
            return result;
        });
    }

    /**
     * Commits what {@code work} changed and does not wait for the disk: it survives this process, but the machine's loss
     * of power may take the last seconds of it. For rows that come often and that nobody was promised.
     *
     * @throws DatabaseException when the database failed
     */
    <T, X extends Exception> T note(Work<T, X> work) throws X {
        return repeatedly(c -> commit(c, noting -> {
            if (!h2) {
                execute(noting, "set local synchronous_commit to off");
            }
            return work.run(noting);
        }));
    }

    private <T, X extends Exception> T repeatedly(Work<T, X> work) throws X {
        for (int attempt = 1; ; attempt++) {
            try (Connection c = source.getConnection()) {
                return work.run(c);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !TRANSIENT.contains(state(e))) {
                    throw unchecked(e);
                }
                LOG.debug("Transaction runs again after SQLState {}", state(e));
            }
        }
    }

    boolean isH2() {
        return h2;
    }

    /** Reads what is committed. */
    <T, X extends Exception> T read(Work<T, X> work) throws X {
        try (Connection c = source.getConnection()) {
            return work.run(c);
        } catch (SQLException e) {
            throw unchecked(e);
        }
    }

    /** Reads one moment of the whole database, however long it takes and whatever changes meanwhile. */
    <T, X extends Exception> T snapshot(Work<T, X> work) throws X {
        try (Connection c = source.getConnection()) {
            int before = c.getTransactionIsolation();
            // PostgreSQL's repeatable read is one moment of all tables and never fails; H2's is one moment for each.
            c.setTransactionIsolation(
                    h2 ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return commit(c, work);
            } finally {
                c.setTransactionIsolation(before);
            }
        } catch (SQLException e) {
            throw unchecked(e);
        }
    }

    private <T, X extends Exception> T commit(Connection c, Work<T, X> work) throws SQLException, X {
        c.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(c);
            c.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(c);
            }
            c.setAutoCommit(true);
        }
    }

    private static void rollback(Connection c) {
        try {
            c.rollback();
        } catch (SQLException e) {
            LOG.debug("Rollback failed with SQLState {}; the database undoes it by itself", e.getSQLState());
        }
    }

    private void sync(Connection c) throws SQLException {
        long mine = committed.incrementAndGet();
        synchronized (disk) {
            if (synced < mine) {
                long all = committed.get();
                execute(c, "checkpoint sync");
                synced = all;
            }
        }
    }

    private static void checkH2(Connection c) throws SQLException {
        if (c.getMetaData().getURL().startsWith("jdbc:h2:file:")) {
            LOG.warn(
                    "H2 closes its file when a thread that uses it is interrupted: use jdbc:h2:async: for the registry");
        }
        try {
            execute(c, "checkpoint sync");
        } catch (SQLException e) {
            throw new RegistryRefusedException(
                    "H2 does not let this user run CHECKPOINT SYNC; give it administrator rights", e);
        }
    }

    private static String setting(Connection c, String name) throws SQLException {
        Optional<String> value = Sql.first(c, r -> r.getString(1), "show " + name);
        return value.orElse("").toLowerCase(Locale.ROOT);
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String state(SQLException e) {
        SQLException told =
                e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        return told.getSQLState() == null ? "" : told.getSQLState();
    }

    private static RuntimeException unchecked(SQLException e) {
        if (state(e).equals(UNIQUE_VIOLATION)) {
            return new KeyTakenException(e);
        }
        if (state(e).startsWith("22")) {
            return new IllegalArgumentException("a value is too long or has characters that cannot be kept");
        }
        return new DatabaseException(e);
    }
}
