package id.pantau.live;

/** How far a camera's supervisor is. */
enum Phase {
    /** Its timeline is not there yet. */
    PREPARING,
    AWAITING_DRIVER,
    ASKING_DRIVER,
    CONNECTING,
    PLAYING,
    WAITING_TO_RETRY,
    /** The camera refused the login: nothing happens until somebody changes it. */
    LOCKED_OUT,
    STOPPED
}
