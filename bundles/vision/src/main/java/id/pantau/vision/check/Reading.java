package id.pantau.vision.check;

import org.jspecify.annotations.Nullable;

/** What the checks want to know of a picture, reckoned once. One thread at a time. */
final class Reading {
    /** The size of {@link #small}. */
    static final int WIDTH = 160;

    static final int HEIGHT = 90;

    /** Pictures are also looked at in blocks of the small picture; what lies above and below them may be burnt-in text. */
    static final int COLUMNS = 10;

    static final int ROWS = 6;
    static final int BLOCKS = COLUMNS * ROWS;
    static final int BLOCK_WIDTH = WIDTH / COLUMNS;
    static final int BLOCK_HEIGHT = 11;
    static final int TOP = 12;

    private final Look look;
    private final short[] small = new short[WIDTH * HEIGHT];
    private final int[] histogram = new int[256];
    private int counted;
    private @Nullable Grain grain;
    private @Nullable Edges edges;
    private @Nullable Structure structure;

    Reading(Look look) {
        this.look = look;
        shrink();
        count();
    }

    Look look() {
        return look;
    }

    LumaPicture picture() {
        return look.picture();
    }

    /** The picture in 160x90, whatever its own size and shape; 16 for each step of luma. */
    short[] small() {
        return small;
    }

    /** Luma that a share of the picture does not exceed, burnt-in text at its rims aside. */
    int quantile(double share) {
        int wanted = (int) Math.ceil(share * counted);
        int sum = 0;
        for (int luma = 0; luma < 255; luma++) {
            sum += histogram[luma];
            if (sum >= wanted && sum > 0) {
                return luma;
            }
        }
        return 255;
    }

    int median() {
        return quantile(0.5);
    }

    Grain grain() {
        if (grain == null) {
            grain = new Grain(picture());
        }
        return grain;
    }

    Edges edges() {
        if (edges == null) {
            edges = new Edges(this);
        }
        return edges;
    }

    Structure structure() {
        if (structure == null) {
            structure = Structure.of(this);
        }
        return structure;
    }

    private void shrink() {
        LumaPicture picture = look.picture();
        int[] lefts = new int[WIDTH];
        int[] rights = new int[WIDTH];
        for (int x = 0; x < WIDTH; x++) {
            lefts[x] = x * picture.width() / WIDTH;
            rights[x] = Math.max(lefts[x] + 1, (x + 1) * picture.width() / WIDTH);
        }
        for (int y = 0; y < HEIGHT; y++) {
            int top = y * picture.height() / HEIGHT;
            int bottom = Math.max(top + 1, (y + 1) * picture.height() / HEIGHT);
            for (int x = 0; x < WIDTH; x++) {
                small[y * WIDTH + x] = mean(picture, lefts[x], rights[x], top, bottom);
            }
        }
    }

    private static short mean(LumaPicture picture, int left, int right, int top, int bottom) {
        byte[] luma = picture.luma();
        int sum = 0;
        for (int row = top * picture.width(); row < bottom * picture.width(); row += picture.width()) {
            for (int i = row + left; i < row + right; i++) {
                sum += luma[i] & 0xff;
            }
        }
        int pixels = (right - left) * (bottom - top);
        return (short) (pixels == 4 ? 4 * sum : 16 * sum / pixels);
    }

    private void count() {
        LumaPicture picture = look.picture();
        byte[] luma = picture.luma();
        int from = picture.height() / 8 * picture.width();
        int to = luma.length - from;
        for (int i = from; i < to; i++) {
            histogram[luma[i] & 0xff]++;
        }
        counted = to - from;
    }
}
