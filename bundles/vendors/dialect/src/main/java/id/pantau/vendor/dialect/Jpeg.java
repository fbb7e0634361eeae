package id.pantau.vendor.dialect;

import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;

/** Still pictures as devices send them. */
public final class Jpeg {
    /** In bytes; the bound of {@link id.pantau.spi.vendor.Facet.Snapshots}. */
    public static final int LARGEST = 4 << 20;

    private Jpeg() {}

    /**
     * The same bytes.
     *
     * @param where names the device and the call
     * @throws CameraException of kind PROTOCOL when they do not begin as a JPEG file does
     */
    public static byte[] checked(byte[] picture, String where) throws CameraException {
        if (picture.length < 4 || (picture[0] & 0xFF) != 0xFF || (picture[1] & 0xFF) != 0xD8) {
            throw new CameraException(Kind.PROTOCOL, where + ": no JPEG picture");
        }
        return picture;
    }
}
