package id.pantau.model;

import java.util.Locale;

/** What makes a person look twice before they approve a camera. */
public enum Warning {
    OUTSIDE_PREMISES("Di luar wilayah mitranya.", "Outside its partner's premises."),
    SAME_CAMERA(
            "Kamera yang sama sudah terdaftar atau sedang menunggu.",
            "The same camera is registered or waiting already."),
    SAME_VIEW("Kamera lain di dekatnya memperlihatkan hal yang sama.", "Another camera close by shows the same view."),
    OTHER_SCENE(
            "Gambarnya tampak berbeda dari pemandangan yang dinyatakan.",
            "The picture looks different from the declared scene."),
    NO_PICTURE("Belum ada gambar untuk dilihat.", "There is no picture to look at.");

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
