package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Publication;
import id.pantau.model.Rendition;
import id.pantau.spi.policy.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What the public may see. Thread-safe; the questions are quick. */
@ProviderType
public interface Publications {
    /** For how long a picture passes for what a camera shows, for a person who looks at it and decides. */
    Duration CURRENT = Duration.ofMinutes(2);

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
     * @throws PublicationRefusedException with the reason and the article; a camera whose view changed is refused too
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void publish(String camera, Actor who, String why) throws PublicationRefusedException;

    /**
     * Approves what a camera that was withdrawn for its view shows now, and publishes it again; both or neither.
     *
     * @param picture the very one that {@code who} was shown, at most {@link #CURRENT} old
     * @throws PublicationRefusedException when the camera is not withdrawn for its view; when the picture is older than that
     *     or than the one that showed the change; when a policy denies
     * @throws java.util.NoSuchElementException when there is no such camera
     * @throws IllegalArgumentException when the picture is too large, as {@link Views#approve} has it
     */
    void confirm(String camera, Snapshot picture, Actor who, String why) throws PublicationRefusedException;

    /**
     * Takes a camera off the public page at once. Its card stays, with the reason.
     *
     * @throws java.util.NoSuchElementException when the camera is neither public nor withdrawn by policy or for its view
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
     * @param combined what follows; a view that changed is not shown whatever the policies say
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
