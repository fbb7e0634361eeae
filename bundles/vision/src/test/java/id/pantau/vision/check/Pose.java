package id.pantau.vision.check;

/** Where in a world a camera looks: the middle of the picture in the world's pixels, and 1 for the usual width of view. */
record Pose(double x, double y, double zoom) {
    /** Of the world's pixels, at a zoom of 1. */
    static final double VIEW_WIDTH = 440;

    static final Pose USUAL = new Pose(480, 270, 1);

    /** Shares of the picture's width and height. */
    Pose turned(double right, double down) {
        return new Pose(x + right * VIEW_WIDTH / zoom, y + down * VIEW_WIDTH * 9 / 16 / zoom, zoom);
    }

    Pose zoomed(double factor) {
        return new Pose(x, y, zoom * factor);
    }

    double scale() {
        return SimulatedCamera.WIDTH * zoom / VIEW_WIDTH;
    }
}
