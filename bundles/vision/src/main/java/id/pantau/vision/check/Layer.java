package id.pantau.vision.check;

/** What a camera is expected to show in one kind of light. Immutable. */
final class Layer {
    /** Of a block's edges, by their squared length, so that there is something to compare. */
    static final int LEAST_ENERGY = Structure.ONE * Structure.ONE * Reading.BLOCK_WIDTH * Reading.BLOCK_HEIGHT / 50;

    /** A block that looks like this much of itself when it is moved, as a bare kerb does, does not tell where it is. */
    private static final double AMBIGUOUS = 0.85;

    private final Structure structure;
    private final int median;
    private final int[] energies = new int[Reading.BLOCKS];
    private final boolean[] telling = new boolean[Reading.BLOCKS];
    private final int structured;
    private final int count;

    /** @param median luma of the picture */
    Layer(Structure structure, int median) {
        this.structure = structure;
        this.median = median;
        int edged = 0;
        int found = 0;
        for (int block = 0; block < Reading.BLOCKS; block++) {
            energies[block] = structure.energy(block, 0, 0);
            if (energies[block] < LEAST_ENERGY) {
                continue;
            }
            edged++;
            if (Match.elsewhere(structure, structure, energies[block], block) <= AMBIGUOUS) {
                telling[block] = true;
                found++;
            }
        }
        structured = edged;
        count = found;
    }

    Structure structure() {
        return structure;
    }

    int median() {
        return median;
    }

    int energy(int block) {
        return energies[block];
    }

    /** Whether a block shows something by which its place can be told. */
    boolean telling(int block) {
        return telling[block];
    }

    /** How many blocks show something. */
    int structured() {
        return structured;
    }

    /** How many blocks show something by which their place can be told. */
    int count() {
        return count;
    }
}
