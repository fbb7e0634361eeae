package id.pantau.registry;

/** The registry must not start as things are, and why; trying again helps only after somebody changed something. */
final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message) {
        super(message);
    }

    RegistryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
