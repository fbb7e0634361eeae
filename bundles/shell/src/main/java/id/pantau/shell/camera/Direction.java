package id.pantau.shell.camera;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a camera is moved. */
enum Direction {
    LEFT(-1, 0, 0),
    RIGHT(1, 0, 0),
    UP(0, 1, 0),
    DOWN(0, -1, 0),
    IN(0, 0, 1),
    OUT(0, 0, -1);

    final int pan;
    final int tilt;
    final int zoom;

    Direction(int pan, int tilt, int zoom) {
        this.pan = pan;
        this.tilt = tilt;
        this.zoom = zoom;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Direction> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
