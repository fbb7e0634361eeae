package id.pantau.policy.publicspace;

import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Policy;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import org.osgi.service.component.annotations.Component;

/**
 * Allows what looks at public space and whose owner agrees; denies everything else.
 *
 * <p>Rests on two rules. Law 27/2022 on personal data protection (UU PDP), article 17: a camera in a public place
 * serves security, disaster prevention or traffic, and not to identify a person. Regulation of the mayor of Makassar
 * 4/2017 on cameras at buildings: it is about public space around a building, so a hotel's street side, never its
 * lobby. The regulation is cited as a whole, the law by its article.
 */
@Component(name = "id.pantau.policy.publicspace")
@Policy("public-space")
public final class PublicSpace implements StreamPolicy {
    static final String LAW = "UU 27/2022 Pasal 17";
    static final String REGULATION = "Perwali Makassar 4/2017";

    private static final Text NOT_AGREED = new Text(
            "Pemilik kamera tidak menyetujui penayangan kepada publik.",
            "The camera's owner does not agree that it is shown to the public.");

    @Override
    public Decision decide(PublicationRequest request) {
        if (!request.scene().publicSpace()) {
            return new Decision.Deny(notPublic(request.scene()), LAW + "; " + REGULATION);
        }
        if (!request.agreement().allowsPublication()) {
            return new Decision.Deny(NOT_AGREED, LAW);
        }
        return Decision.Allow.FREELY;
    }

    private static Text notPublic(Scene scene) {
        Text seen = scene.text();
        return new Text(
                "Kamera ini memperlihatkan " + seen.id() + "; hanya ruang publik yang boleh ditayangkan.",
                "This camera shows: " + seen.en() + "; only public space may be shown.");
    }
}
