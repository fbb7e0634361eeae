package id.pantau.vision.check;

/**
 * In how many places a picture shows what a layer does: there, and not as well some pixels beside it, since the world is full
 * of upright and level edges.
 *
 * @param compared blocks that show something in both
 * @param matched blocks of these that show the same
 */
record Match(int compared, int matched) {
    static final Match NONE = new Match(0, 0);

    private static final double ALIKE = 0.4;
    private static final double CLEARLY = 0.15;
    private static final int[] DX = {6, -6, 0, 0, 5, 5, -5, -5};
    private static final int[] DY = {0, 0, 6, -6, 5, -5, 5, -5};

    static Match of(Layer layer, Structure now) {
        int compared = 0;
        int matched = 0;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            if (layer.telling(block) && now.energy(block, 0, 0) >= Layer.LEAST_ENERGY) {
                compared++;
                matched += same(layer, now, block) ? 1 : 0;
            }
        }
        return new Match(compared, matched);
    }

    /** Of what can be compared; 0 when nothing can. */
    double share() {
        return compared == 0 ? 0 : (double) matched / compared;
    }

    private static boolean same(Layer layer, Structure now, int block) {
        double here = alike(layer.structure(), now, layer.energy(block), block, 0, 0);
        return here >= ALIKE && here - elsewhere(layer.structure(), now, layer.energy(block), block) >= CLEARLY;
    }

    /** How alike a block is to the same one moved, at best. */
    static double elsewhere(Structure expected, Structure now, int energy, int block) {
        double most = 0;
        for (int i = 0; i < DX.length; i++) {
            most = Math.max(most, alike(expected, now, energy, block, DX[i], DY[i]));
        }
        return most;
    }

    /** From -1 to 1; 0 also when the moved block lies partly outside. */
    static double alike(Structure expected, Structure now, int energy, int block, int dx, int dy) {
        int left = block % Reading.COLUMNS * Reading.BLOCK_WIDTH;
        if (left + dx < 0 || left + dx + Reading.BLOCK_WIDTH > Reading.WIDTH) {
            return 0;
        }
        int energyThere = now.energy(block, dx, dy);
        if (energyThere < Layer.LEAST_ENERGY / 4) {
            return 0;
        }
        int top = Reading.TOP + block / Reading.COLUMNS * Reading.BLOCK_HEIGHT;
        int dot = 0;
        int shift = dy * Reading.WIDTH + dx;
        byte[] a = expected.along();
        byte[] b = expected.across();
        byte[] c = now.along();
        byte[] d = now.across();
        for (int y = top; y < top + Reading.BLOCK_HEIGHT; y++) {
            int from = y * Reading.WIDTH + left;
            for (int i = from; i < from + Reading.BLOCK_WIDTH; i++) {
                dot += a[i] * c[i + shift] + b[i] * d[i + shift];
            }
        }
        return dot / Math.sqrt((double) energy * energyThere);
    }
}
