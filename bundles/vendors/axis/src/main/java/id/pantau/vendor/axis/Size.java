package id.pantau.vendor.axis;

import java.util.Optional;

/** How large a picture is, in pixels; written {@code 1920x1080}. */
record Size(int width, int height) {

    static Optional<Size> of(String text) {
        if (!text.matches("\\d{1,5}x\\d{1,5}")) {
            return Optional.empty();
        }
        String[] sides = text.split("x");
        Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        return size.width > 0 && size.height > 0 ? Optional.of(size) : Optional.empty();
    }

    /** Whether both have the same shape, to a fiftieth. */
    boolean isLike(Size other) {
        double ratio = (double) width * other.height / ((double) height * other.width);
        return Math.abs(ratio - 1) < 0.02;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
