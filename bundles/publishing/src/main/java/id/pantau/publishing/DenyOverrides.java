package id.pantau.publishing;

import id.pantau.model.Rendition;
import id.pantau.model.StreamProfile;
import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.Obligation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Combines the policies' answers in the terms of XACML 3.0: the deny-overrides algorithm (appendix C.2), under which
 * one denial wins and obligations of all that allow are joined, enforced by a deny-biased enforcement point (section
 * 7.2.2), for which neither "nobody had anything to say" nor an obligation that it cannot meet is a permission.
 */
final class DenyOverrides {
    private static final Text NOBODY_ALLOWS = new Text(
            "Tidak ada kebijakan yang mengizinkan kamera ini ditayangkan.",
            "No policy allows this camera to be shown.");
    private static final Text DELAY = new Text(
            "Kebijakan meminta penayangan tertunda, yang belum dapat dilakukan sistem ini.",
            "A policy asks for a delayed picture, which this system cannot give yet.");
    private static final Text MAXIMUM_RENDITION = new Text(
            "Kebijakan meminta mutu gambar yang dibatasi, yang tidak dimiliki kamera ini.",
            "A policy asks for a limited picture quality, which this camera does not have.");

    private DenyOverrides() {}

    /**
     * What follows from the answers; of several denials the first one. Never {@link Decision.Abstain}.
     *
     * @param lesser whether the camera has a lesser stream to show than its main one
     */
    static Decision combine(Collection<Decision> answers, boolean lesser) {
        Set<Obligation> obligations = new HashSet<>();
        boolean allowed = false;
        for (Decision answer : answers) {
            if (answer instanceof Decision.Deny) {
                return answer;
            }
            if (answer instanceof Decision.Allow allow) {
                allowed = true;
                obligations.addAll(allow.obligations());
            }
        }
        return allowed ? enforceable(new Decision.Allow(obligations), lesser) : new Decision.Deny(NOBODY_ALLOWS, "");
    }

    /** The best rendition that the public may see under these obligations. */
    static Rendition best(Decision.Allow allow) {
        return allow.obligations().stream().allMatch(DenyOverrides::allowsMain) ? Rendition.MAIN : Rendition.FIRST;
    }

    private static boolean allowsMain(Obligation obligation) {
        return !(obligation instanceof Obligation.MaximumRendition maximum)
                || maximum.kind() == StreamProfile.Kind.MAIN;
    }

    private static Decision enforceable(Decision.Allow allow, boolean lesser) {
        for (Obligation obligation : allow.obligations()) {
            if (obligation instanceof Obligation.Delay delay && !delay.atLeast().isZero()) {
                return new Decision.Deny(DELAY, "");
            }
            if (obligation instanceof Obligation.MaximumRendition maximum && !isMet(maximum.kind(), lesser)) {
                return new Decision.Deny(MAXIMUM_RENDITION, "");
            }
        }
        return allow;
    }

    /** Of the lesser streams the substream is the one that is pulled. */
    private static boolean isMet(StreamProfile.Kind most, boolean lesser) {
        return most == StreamProfile.Kind.MAIN || most == StreamProfile.Kind.SUB && lesser;
    }
}
