package id.pantau.registry;

import java.sql.SQLException;

/** A row with that key exists already; the whole transaction was undone. */
final class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyTakenException(SQLException cause) {
        super("a unique key is taken", cause);
    }
}
