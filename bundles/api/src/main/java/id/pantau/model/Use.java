package id.pantau.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a partner can share of its cameras. */
public enum Use {
    /** The city's staff watch the live picture. */
    LIVE("gambar langsung untuk petugas", "the live picture for staff"),
    /** The public may watch, if the policies and a person agree too. */
    PUBLIC("tayangan publik", "the public picture"),
    /** The picture is recorded, and recordings are read. */
    RECORDED("rekaman", "recordings"),
    /** Staff turn the camera. */
    PTZ("kendali arah kamera", "turning the camera");

    private final Text text;

    Use(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }

    /** The name in JSON and on the console: {@code live}, {@code public}, {@code recorded}, {@code ptz}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The use of that {@link #code()}. */
    public static Optional<Use> of(String code) {
        return Stream.of(values()).filter(use -> use.code().equals(code)).findFirst();
    }
}
