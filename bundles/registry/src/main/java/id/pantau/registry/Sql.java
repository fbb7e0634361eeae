package id.pantau.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their arguments in one line. Times have milliseconds, on both databases. */
final class Sql {
    private Sql() {}

    /** Reads one row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static int update(Connection c, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    /** The same statement once for every row of arguments. */
    static void batch(Connection c, String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            for (@Nullable Object[] arguments : rows) {
                bind(statement, arguments);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static <T> List<T> list(Connection c, Row<T> row, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet result = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (result.next()) {
                    list.add(row.read(result));
                }
                return list;
            }
        }
    }

    static <T> Optional<T> first(Connection c, Row<T> row, String sql, @Nullable Object... arguments)
            throws SQLException {
        return list(c, row, sql, arguments).stream().findFirst();
    }

    static boolean exists(Connection c, String sql, @Nullable Object... arguments) throws SQLException {
        return first(c, r -> true, sql, arguments).isPresent();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            statement.setObject(i + 1, argument instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : argument);
        }
    }
}
