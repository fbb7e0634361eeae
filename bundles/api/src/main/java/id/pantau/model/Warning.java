package id.pantau.model;

import java.util.Locale;

/** What makes a person look twice before they approve a camera. */
public enum Warning {
    OUTSIDE_PREMISES("Di luar wilayah mitranya.", "Outside its partner's premises."),
    SAME_CAMERA(
            "Kamera yang sama sudah terdaftar atau sedang menunggu.",
            "The same camera is registered or waiting already.");

    private final Text text;

    Warning(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }

    /** The name in JSON: lower case with hyphens, such as {@code same-camera}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
