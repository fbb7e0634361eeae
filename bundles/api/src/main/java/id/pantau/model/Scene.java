package id.pantau.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a camera looks at, as its owner declares it. Only public space may ever be shown to the public. */
public enum Scene {
    STREET(true, "jalan", "street"),
    INTERSECTION(true, "persimpangan", "intersection"),
    SQUARE(true, "alun-alun atau lapangan", "square"),
    PARK(true, "taman", "park"),
    MARKET_FRONT(true, "bagian depan pasar", "market front"),
    PORT_FRONT(true, "bagian depan pelabuhan", "port front"),
    WORSHIP_FRONT(true, "bagian depan rumah ibadah", "front of a place of worship"),
    PUBLIC_BUILDING_FRONT(true, "bagian depan gedung publik", "front of a public building"),
    LOBBY(false, "lobi", "lobby"),
    SHOP_FLOOR(false, "ruang toko", "shop floor"),
    OFFICE(false, "kantor", "office"),
    COUNTER(false, "loket atau kasir", "counter"),
    DWELLING(false, "tempat tinggal", "dwelling"),
    OTHER_PRIVATE(false, "ruang privat lain", "other private space");

    private final boolean publicSpace;
    private final Text text;

    Scene(boolean publicSpace, String id, String en) {
        this.publicSpace = publicSpace;
        this.text = new Text(id, en);
    }

    /** Whether this is public space; false means that it is never shown to the public. */
    public boolean publicSpace() {
        return publicSpace;
    }

    public Text text() {
        return text;
    }

    /** The name in files, submissions and JSON: lower case with hyphens, such as {@code market-front}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scene of that {@linkplain #code() code}, exactly spelled; empty for anything else. */
    public static Optional<Scene> of(String code) {
        return Arrays.stream(values()).filter(s -> s.code().equals(code)).findFirst();
    }
}
