package id.pantau.model;

import java.util.Locale;

/** Whether a camera's picture can be watched. Every status but {@code LIVE} comes with a {@link Reason}. */
public enum Status {
    /** Complete pictures are arriving. */
    LIVE,
    /** Pictures arrive, but something is wrong with them. */
    DEGRADED,
    /** No pictures arrive. */
    OFFLINE,
    /** It was public and is not any more. */
    WITHDRAWN,
    /** It works, but the server has no room for another viewer. */
    BUSY;

    /** The name in JSON: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
