package id.pantau.onvif;

import java.util.List;

/** A SOAP fault: the device understood and refused. */
public final class OnvifFault extends OnvifException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final List<String> subcodes;
    private final String reason;

    /**
     * @param status the answer's HTTP status
     * @param code local name of the fault's code, such as {@code Sender}
     * @param subcodes local names of its subcodes, outermost first, such as {@code InvalidArgVal}, {@code NoProfile}
     * @param reason the device's own words; may be empty
     */
    public OnvifFault(Kind kind, String where, int status, String code, List<String> subcodes, String reason) {
        super(
                kind,
                where + ": refused with " + (subcodes.isEmpty() ? code : String.join("/", subcodes)) + " (HTTP "
                        + status + ")" + (reason.isEmpty() ? "" : ": " + reason));
        this.status = status;
        this.code = code;
        this.subcodes = List.copyOf(subcodes);
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<String> subcodes() {
        return subcodes;
    }

    public String reason() {
        return reason;
    }

    public boolean has(String subcode) {
        return subcodes.contains(subcode);
    }
}
