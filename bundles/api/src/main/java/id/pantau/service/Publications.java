package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Publication;
import id.pantau.model.Rendition;
import id.pantau.spi.policy.Decision;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What the public may see. Thread-safe; the questions are quick. */
@ProviderType
public interface Publications {

    /** How a camera stands now; {@link Publication#none} for one that does not exist. */
    Publication of(String camera);

    /**
     * The best rendition that the public may see of a public camera: what the configuration grants, and the policies'
     * obligations leave.
     */
    default Rendition rendition(String camera) {
        return Rendition.FIRST;
    }

    /** Every camera that is public or withdrawn. */
    List<Publication> all();

    /**
     * Publishes a camera, if every policy that matters agrees; publishing a public camera again is harmless.
     *
     * @throws PublicationRefusedException with the reason and the article
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void publish(String camera, Actor who, String why) throws PublicationRefusedException;

    /**
     * Takes a camera off the public page at once. Its card stays, with the reason.
     *
     * @throws java.util.NoSuchElementException when the camera is neither public nor withdrawn by policy alone
     */
    void withdraw(String camera, Actor who, String why);

    /**
     * What every present policy says about publishing the camera now.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    Explanation explain(String camera);

    /** Every policy that is present or required. */
    List<PolicyInfo> policies();

    /**
     * A decision with its making.
     *
     * @param byPolicy what each policy said, by name
     * @param missing required policies that are absent
     * @param combined what follows
     */
    record Explanation(Map<String, Decision> byPolicy, List<String> missing, Decision combined) {}

    /**
     * A policy by name.
     *
     * @param bundle the symbolic name of the bundle it comes from; empty when it is absent
     * @param version that bundle's version; empty when it is absent
     */
    record PolicyInfo(String name, boolean required, boolean present, String bundle, String version) {
        /** A policy of an unknown version. */
        public PolicyInfo(String name, boolean required, boolean present, String bundle) {
            this(name, required, present, bundle, "");
        }
    }
}
