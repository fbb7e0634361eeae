package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.Jpeg;

/** Still pictures from the address that the device tells. */
public record OnvifSnapshots(OnvifDevice device, MediaService media, String profile, Failures failures)
        implements Facet.Snapshots {

    @Override
    public byte[] jpeg() throws CameraException, InterruptedException {
        byte[] picture = failures.told(() -> device.get(media.snapshotUri(profile), Jpeg.LARGEST));
        return Jpeg.checked(picture, "the still picture of " + device);
    }
}
