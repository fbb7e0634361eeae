package id.pantau.model;

import java.util.Objects;

/**
 * Something wrong with a camera that sends pictures, as one look at them showed it.
 *
 * @param reason what people are told
 * @param detail for technicians, in English, with figures, without credentials or addresses; may be empty
 */
public record Finding(Reason reason, String detail) {

    public Finding {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
