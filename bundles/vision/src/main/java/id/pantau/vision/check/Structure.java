package id.pantau.vision.check;

import org.jspecify.annotations.Nullable;

/**
 * Which way the edges run, everywhere in a picture: the angle doubled, so that a wall that is darker than the sky by day and
 * brighter at night is the same, and as long as the edge is clear, so that light counts little.
 */
final class Structure {
    /** The length of the clearest edge. */
    static final int ONE = 127;

    private static final int SIZE = Reading.WIDTH * Reading.HEIGHT;

    /** In steps of luma across two pixels: an edge of this gradient is half as long as a clear one. */
    private static final double FAINT = 3;

    private final byte[] along;
    private final byte[] across;
    private int @Nullable [] sums;

    /** Takes the arrays: cosine and sine of the doubled angle times the length. */
    Structure(byte[] along, byte[] across) {
        this.along = along;
        this.across = across;
    }

    static Structure of(Reading reading) {
        float[] c = new float[SIZE];
        float[] s = new float[SIZE];
        orient(reading.small(), 16 * (FAINT + 1.5 * reading.grain().noise()), c, s);
        return new Structure(soften(c), soften(s));
    }

    /** @param faint in the unit of the small picture */
    private static void orient(short[] small, double faint, float[] c, float[] s) {
        // Sobel's masks sum to four times the difference across two pixels
        float threshold = (float) (faint * faint * 16);
        int width = Reading.WIDTH;
        for (int y = 1; y < Reading.HEIGHT - 1; y++) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                int nw = small[i - width - 1];
                int ne = small[i - width + 1];
                int sw = small[i + width - 1];
                int se = small[i + width + 1];
                float gx = ne + se - nw - sw + 2 * (small[i + 1] - small[i - 1]);
                float gy = sw + se - nw - ne + 2 * (small[i + width] - small[i - width]);
                float xx = gx * gx;
                float yy = gy * gy;
                float scale = 1 / (xx + yy + threshold);
                c[i] = (xx - yy) * scale;
                s[i] = 2 * gx * gy * scale;
            }
        }
    }

    /** The mean with the eight neighbours, so that a pixel more or less does not matter. */
    private static byte[] soften(float[] from) {
        int width = Reading.WIDTH;
        float[] rows = new float[SIZE];
        for (int i = 1; i < SIZE - 1; i++) {
            rows[i] = from[i - 1] + from[i] + from[i + 1];
        }
        byte[] to = new byte[SIZE];
        for (int i = width; i < SIZE - width; i++) {
            to[i] = (byte) ((rows[i - width] + rows[i] + rows[i + width]) * (ONE / 9f));
        }
        return to;
    }

    byte[] along() {
        return along;
    }

    byte[] across() {
        return across;
    }

    /** The squared lengths of a block's edges, summed, with the block moved by some pixels; what is outside counts 0. */
    int energy(int block, int dx, int dy) {
        int left = block % Reading.COLUMNS * Reading.BLOCK_WIDTH + dx;
        int top = Reading.TOP + block / Reading.COLUMNS * Reading.BLOCK_HEIGHT + dy;
        int x0 = Math.max(0, left);
        int x1 = Math.min(Reading.WIDTH, left + Reading.BLOCK_WIDTH);
        int y0 = Math.max(0, top);
        int y1 = Math.min(Reading.HEIGHT, top + Reading.BLOCK_HEIGHT);
        if (x0 >= x1 || y0 >= y1) {
            return 0;
        }
        int[] all = sums == null ? sum() : sums;
        int stride = Reading.WIDTH + 1;
        return all[y1 * stride + x1] - all[y0 * stride + x1] - all[y1 * stride + x0] + all[y0 * stride + x0];
    }

    /** Of the squared lengths, above and left of each pixel. */
    private int[] sum() {
        int stride = Reading.WIDTH + 1;
        int[] all = new int[stride * (Reading.HEIGHT + 1)];
        for (int y = 0; y < Reading.HEIGHT; y++) {
            int row = 0;
            for (int x = 0; x < Reading.WIDTH; x++) {
                int i = y * Reading.WIDTH + x;
                row += along[i] * along[i] + across[i] * across[i];
                all[(y + 1) * stride + x + 1] = all[y * stride + x + 1] + row;
            }
        }
        sums = all;
        return all;
    }
}
