package id.pantau.vision;

/** A worker is gone, or was made to go. */
final class WorkerLost extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerLost(String why) {
        super(why);
    }
}
