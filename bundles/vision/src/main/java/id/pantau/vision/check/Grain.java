package id.pantau.vision.check;

import java.util.Arrays;

/**
 * How strongly a picture's pixels differ from what their neighbours let expect, for each tile of it (J. Immerkær, Fast Noise
 * Variance Estimation, 1996). Texture does so too, so the calmer tiles tell the noise.
 */
final class Grain {
    private static final int COLUMNS = 8;
    private static final int ROWS = 6;

    /** From the mean of the absolute answers of this mask to the standard deviation of the noise. */
    private static final double SCALE = Math.sqrt(Math.PI / 2) / 6;

    /** The share of the tiles that are calmer than what tells the noise. */
    private static final double CALM = 0.25;

    private final double noise;

    Grain(LumaPicture picture) {
        double[] tiles = new double[COLUMNS * ROWS];
        byte[] luma = picture.luma();
        int width = picture.width();
        for (int row = 0; row < ROWS; row++) {
            int top = Math.max(1, row * picture.height() / ROWS);
            int bottom = Math.min(picture.height() - 1, (row + 1) * picture.height() / ROWS);
            for (int column = 0; column < COLUMNS; column++) {
                int left = Math.max(1, column * width / COLUMNS);
                int right = Math.min(width - 1, (column + 1) * width / COLUMNS);
                long sum = 0;
                int count = 0;
                // every other row tells as much
                for (int y = top; y < bottom; y += 2) {
                    for (int i = y * width + left; i < y * width + right; i++) {
                        sum += Math.abs(answer(luma, i, width));
                        count++;
                    }
                }
                tiles[row * COLUMNS + column] = SCALE * sum / Math.max(1, count);
            }
        }
        Arrays.sort(tiles);
        noise = tiles[(int) (CALM * tiles.length)];
    }

    private static int answer(byte[] luma, int i, int width) {
        int up = i - width;
        int down = i + width;
        return (luma[up - 1] & 0xff)
                - 2 * (luma[up] & 0xff)
                + (luma[up + 1] & 0xff)
                - 2 * ((luma[i - 1] & 0xff) - 2 * (luma[i] & 0xff) + (luma[i + 1] & 0xff))
                + (luma[down - 1] & 0xff)
                - 2 * (luma[down] & 0xff)
                + (luma[down + 1] & 0xff);
    }

    /** Of the picture's noise, in steps of luma. */
    double noise() {
        return noise;
    }
}
