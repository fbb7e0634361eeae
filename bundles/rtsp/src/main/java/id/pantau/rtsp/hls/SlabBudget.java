package id.pantau.rtsp.hls;

/** How many slabs a stream may count on, and does. Used by the stream's thread alone. */
final class SlabBudget {
    private final int slabBytes;
    private final long most;
    private long held;

    SlabBudget(int slabBytes, long bytes) {
        this.slabBytes = slabBytes;
        this.most = bytes / slabBytes;
    }

    boolean isUsedUp() {
        return held >= most;
    }

    void take() {
        held++;
    }

    void giveBack() {
        held--;
    }

    long heldBytes() {
        return held * slabBytes;
    }

    boolean hasRoomFor(long bytes) {
        return heldBytes() + bytes <= most * slabBytes;
    }
}
