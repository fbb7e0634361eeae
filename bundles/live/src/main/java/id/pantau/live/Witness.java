package id.pantau.live;

/** Sees for the platform itself whether a device is there at all, so that no driver is blamed for a network. */
@FunctionalInterface
interface Witness {

    /**
     * @param device {@link Errand#device()}
     * @param then run on any thread if the device accepts a connection, and else never
     */
    void ifReachable(String device, Runnable then);
}
