package id.pantau.registry;

import java.sql.SQLException;

/** The database failed or refused; whether a change took place is told by asking again. */
final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("the registry's database failed, SQLState " + cause.getSQLState(), cause);
    }

    /** Whether the database was asked to keep what its keys forbid. */
    boolean isConstraintViolation() {
        return getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("23");
    }
}
