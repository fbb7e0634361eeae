package id.pantau.policy.capacity;

import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Policy;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Load;
import id.pantau.spi.policy.StreamPolicy;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Denies the publication of a camera with which some viewers of every public camera would no longer fit into the
 * public's share of the uplink. What is public stays so, and how many watch just now makes no difference: new viewers
 * are the admission control's business.
 */
@Component(name = "id.pantau.policy.capacity", service = StreamPolicy.class)
@Designate(ocd = CapacityConfig.class)
@Policy("capacity")
public final class Capacity implements StreamPolicy {
    private final int viewers;

    @Activate
    public Capacity(CapacityConfig config) {
        this(config.viewersPerCamera());
    }

    /** @param viewers of each camera that have to fit, at least 1 */
    Capacity(int viewers) {
        this.viewers = viewers;
    }

    @Override
    public Decision decide(PublicationRequest request) {
        Load load = request.load();
        double needed = (double) viewers * load.promised() + (double) viewers * load.expected();
        if (request.running() || !load.limited() || needed <= load.publicShare()) {
            return new Decision.Abstain();
        }
        return new Decision.Deny(words(load), "");
    }

    private Text words(Load load) {
        String share = megabits(load.publicShare());
        String uplink = megabits(load.uplink());
        String promised = megabits((double) viewers * load.promised());
        String expected = megabits((double) viewers * load.expected());
        return new Text(
                "Melebihi kapasitas: jatah publik " + comma(share) + " dari " + comma(uplink) + " Mb/s; "
                        + load.cameras() + " kamera publik dengan " + viewers + " penonton masing-masing memerlukan "
                        + comma(promised) + " Mb/s, dan kamera ini " + comma(expected) + " Mb/s lagi.",
                "Beyond capacity: the public has " + share + " of " + uplink + " Mb/s; " + load.cameras()
                        + " public cameras with " + viewers + (viewers == 1 ? " viewer" : " viewers") + " each need "
                        + promised + " Mb/s, and this camera " + expected + " Mb/s more.");
    }

    private static String megabits(double bits) {
        return String.format(Locale.ROOT, "%.1f", bits / 1e6);
    }

    private static String comma(String number) {
        return number.replace('.', ',');
    }
}
