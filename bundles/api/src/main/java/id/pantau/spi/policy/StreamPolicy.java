package id.pantau.spi.policy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether a camera may be public. The platform combines the policies' decisions as XACML's deny-overrides: one
 * denial wins, and when nobody allows, the answer is no. A policy that throws denies.
 */
@ConsumerType
public interface StreamPolicy {

    /**
     * A pure function of its argument: quick, without I/O, the same answer for the same request, from any thread. A
     * policy that is about something else than scene and agreement abstains, rather than allows, where the scene is
     * not public space or the owner does not agree.
     */
    Decision decide(PublicationRequest request);
}
