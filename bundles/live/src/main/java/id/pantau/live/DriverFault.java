package id.pantau.live;

/** A driver answered what its contract does not allow. The message says what, without secrets. */
final class DriverFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DriverFault(String message) {
        super(message);
    }
}
