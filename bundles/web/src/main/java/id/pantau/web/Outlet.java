package id.pantau.web;

import java.util.function.LongConsumer;

/** The way of media to a client: says when bytes may go, and is told those that went. Thread-safe. */
interface Outlet {
    /** How many bytes to write at once, at most. */
    int most();

    /**
     * Asks to send bytes.
     *
     * @param later called once, by another thread, when they may go, unless they may now; must not block
     * @return whether they may go now
     */
    boolean mayGo(int bytes, Runnable later);

    /** As they are, without what HTTP, TLS and TCP/IP add. */
    void sent(int bytes);

    /** As fast as the client takes it. */
    static Outlet free(LongConsumer sent) {
        return new Outlet() {
            @Override
            public int most() {
                return Integer.MAX_VALUE;
            }

            @Override
            public boolean mayGo(int bytes, Runnable later) {
                return true;
            }

            @Override
            public void sent(int bytes) {
                sent.accept(bytes);
            }
        };
    }
}
