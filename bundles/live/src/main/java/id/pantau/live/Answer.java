package id.pantau.live;

import id.pantau.spi.vendor.CameraException;

/** What came of a question to a driver. Holds nothing of the driver's own classes. */
sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    /** The device failed, as the driver says. */
    record Failed<T>(CameraException.Kind kind, String detail) implements Answer<T> {}

    /**
     * The driver itself failed: it threw, hung or answered rubbish.
     *
     * @param slow whether it only took too long
     */
    record Faulty<T>(String detail, boolean slow) implements Answer<T> {}

    /** The driver left before it answered. */
    record Gone<T>() implements Answer<T> {}
}
