package id.pantau.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows some hundred at a time, so that a submission of any size needs the memory of a small one. Not thread-safe. */
final class RowBatch {
    private static final int SIZE = 500;
    private static final String INSERT =
            "insert into submission_rows (id, submission, line, ref, state, claim, reason_id, reason_en, name,"
                    + " endpoint, latitude, longitude, scene, public_consent, login, changed)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final List<@Nullable Object[]> rows = new ArrayList<>(SIZE);

    /** Carries what the database said past whoever reads the rows. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException problem;

        private RefusedException(SQLException problem) {
            super(problem);
            this.problem = problem;
        }
    }

    /** Hands out rows to a taker. */
    @FunctionalInterface
    interface Filling {
        void fill(RowBatch batch);
    }

    private RowBatch(Connection connection) {
        this.connection = connection;
    }

    /** Inserts everything that {@code filling} adds. */
    static void insert(Connection connection, Filling filling) throws SQLException {
        RowBatch batch = new RowBatch(connection);
        try {
            filling.fill(batch);
            batch.flush();
        } catch (RefusedException e) {
            throw e.problem;
        }
    }

    void add(@Nullable Object[] row) {
        rows.add(row);
        if (rows.size() == SIZE) {
            flush();
        }
    }

    private void flush() {
        try {
            Sql.batch(connection, INSERT, rows);
        } catch (SQLException e) {
            throw new RefusedException(e);
        }
        rows.clear();
    }
}
