package id.pantau.service;

import id.pantau.model.Text;
import java.io.IOException;

/** A camera's owner does not share what was asked for. */
public final class NotSharedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    public NotSharedException(Text reason) {
        super(reason.en());
        this.reason = reason;
    }

    /** Why, for people. */
    public Text reason() {
        return reason;
    }
}
