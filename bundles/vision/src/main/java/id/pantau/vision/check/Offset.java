package id.pantau.vision.check;

/** By how many pixels one structure lies beside another that it nearly covers. */
final class Offset {
    private static final int REACH = 4;

    private Offset() {}

    /** To the right and down, each at most four. */
    static int[] of(Structure expected, Structure now) {
        int[] best = {0, 0};
        long most = Long.MIN_VALUE;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                long dot = dot(expected, now, dx, dy);
                if (dot > most) {
                    most = dot;
                    best = new int[] {dx, dy};
                }
            }
        }
        return best;
    }

    private static long dot(Structure expected, Structure now, int dx, int dy) {
        long sum = 0;
        int shift = dy * Reading.WIDTH + dx;
        for (int y = Reading.TOP; y < Reading.TOP + Reading.ROWS * Reading.BLOCK_HEIGHT; y++) {
            int row = 0;
            for (int i = y * Reading.WIDTH + REACH; i < (y + 1) * Reading.WIDTH - REACH; i++) {
                row += expected.along()[i] * now.along()[i + shift] + expected.across()[i] * now.across()[i + shift];
            }
            sum += row;
        }
        return sum;
    }
}
