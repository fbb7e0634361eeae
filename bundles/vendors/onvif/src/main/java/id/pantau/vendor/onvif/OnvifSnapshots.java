package id.pantau.vendor.onvif;

import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;

/** Still pictures from the address that the device tells. */
record OnvifSnapshots(OnvifDevice device, MediaService media, String profile) implements Facet.Snapshots {
    private static final int MAX_BYTES = 4 << 20;

    @Override
    public byte[] jpeg() throws CameraException, InterruptedException {
        byte[] picture = Failures.told(() -> device.get(media.snapshotUri(profile), MAX_BYTES));
        if (picture.length < 4 || (picture[0] & 0xFF) != 0xFF || (picture[1] & 0xFF) != 0xD8) {
            throw new CameraException(
                    CameraException.Kind.PROTOCOL, "the still picture of " + device + " is no JPEG file");
        }
        return picture;
    }
}
