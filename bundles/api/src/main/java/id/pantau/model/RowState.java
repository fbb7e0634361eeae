package id.pantau.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where one submitted camera stands on its way into the registry. */
public enum RowState {
    RECEIVED,
    INVALID,
    DUPLICATE,
    PROBING,
    UNRECOGNISED,
    UNREACHABLE,
    UNAUTHORIZED,
    WAITING_APPROVAL,
    NEEDS_INFORMATION,
    REJECTED,
    /** Given up: nobody will make it right. */
    DROPPED,
    REGISTERED,
    LIVE,
    DEAD;

    /** The name in JSON: lower case with hyphens, such as {@code waiting-approval}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RowState> of(String code) {
        return Arrays.stream(values()).filter(s -> s.code().equals(code)).findFirst();
    }

    /** Whether the partner may want to know why. */
    public boolean trouble() {
        return switch (this) {
            case RECEIVED, PROBING, WAITING_APPROVAL, REGISTERED, LIVE -> false;
            default -> true;
        };
    }

    /** Whether the platform still has work to do on the row without anybody's help. */
    public boolean pending() {
        return this == RECEIVED || this == PROBING;
    }
}
