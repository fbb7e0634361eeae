package id.pantau.spi.policy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether a camera may be public. The platform combines the policies' decisions as XACML's deny-overrides: one
 * denial wins, and when nobody allows, the answer is no. A policy that throws denies.
 */
@ConsumerType
public interface StreamPolicy {

    /** A pure function of its argument: quick, without I/O, the same answer for the same request, from any thread. */
    Decision decide(PublicationRequest request);
}
