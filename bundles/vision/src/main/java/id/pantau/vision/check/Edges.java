package id.pantau.vision.check;

import java.util.Arrays;

/** How high and how steep the steepest edge of each block is. */
final class Edges {
    /** Half the distance over which an edge's height is taken, in pixels of the small picture. */
    private static final int REACH = 4;

    private final boolean[] structured = new boolean[Reading.BLOCKS];
    private final double[] steepness = new double[Reading.BLOCKS];
    private final int count;

    Edges(Reading reading) {
        double noise = reading.grain().noise();
        double least = 16 * (3 + 0.08 * reading.median() + 3 * noise);
        int found = 0;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            int height = height(reading.small(), block);
            if (height >= least) {
                structured[block] = true;
                double steep = Math.max(0, steepest(reading.picture(), block) - 3 * noise);
                steepness[block] = Math.min(1, 16 * steep / height);
                found++;
            }
        }
        count = found;
    }

    /** Blocks with an edge that noise and exposure do not explain. */
    int count() {
        return count;
    }

    boolean structured(int block) {
        return structured[block];
    }

    /** Of the steeper quarter of the edges: 1 from black to white within two pixels, towards 0 the softer. */
    double sharpness() {
        double[] sorted = new double[count];
        int n = 0;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            if (structured[block]) {
                sorted[n++] = steepness[block];
            }
        }
        Arrays.sort(sorted);
        return n == 0 ? 0 : sorted[n * 3 / 4];
    }

    private static int height(short[] small, int block) {
        int left = block % Reading.COLUMNS * Reading.BLOCK_WIDTH;
        int top = Reading.TOP + block / Reading.COLUMNS * Reading.BLOCK_HEIGHT;
        int from = Math.max(REACH, left);
        int to = Math.min(Reading.WIDTH - REACH, left + Reading.BLOCK_WIDTH);
        int most = 0;
        for (int y = top; y < top + Reading.BLOCK_HEIGHT; y++) {
            for (int i = y * Reading.WIDTH + from; i < y * Reading.WIDTH + to; i++) {
                int across = Math.abs(small[i + REACH] - small[i - REACH]);
                int down = Math.abs(small[i + REACH * Reading.WIDTH] - small[i - REACH * Reading.WIDTH]);
                most = Math.max(most, Math.max(across, down));
            }
        }
        return most;
    }

    private static int steepest(LumaPicture picture, int block) {
        byte[] luma = picture.luma();
        int width = picture.width();
        int left = block % Reading.COLUMNS * width / Reading.COLUMNS;
        int right = (block % Reading.COLUMNS + 1) * width / Reading.COLUMNS;
        int row = block / Reading.COLUMNS;
        int top = (Reading.TOP + row * Reading.BLOCK_HEIGHT) * picture.height() / Reading.HEIGHT;
        int bottom = (Reading.TOP + (row + 1) * Reading.BLOCK_HEIGHT) * picture.height() / Reading.HEIGHT;
        int most = 0;
        for (int y = top; y < bottom; y++) {
            int to = y * width + Math.min(width - 1, right);
            for (int i = y * width + Math.max(1, left); i < to; i++) {
                int across = Math.abs((luma[i + 1] & 0xff) - (luma[i - 1] & 0xff));
                int down = Math.abs((luma[i + width] & 0xff) - (luma[i - width] & 0xff));
                most = Math.max(most, Math.max(across, down));
            }
        }
        return most;
    }
}
