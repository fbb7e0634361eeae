package id.pantau.policy.publicspace;

import id.pantau.spi.policy.StreamPolicy;
import id.pantau.tck.policy.StreamPolicyTck;

final class PublicSpaceTckTest extends StreamPolicyTck {
    @Override
    protected StreamPolicy policy() {
        return new PublicSpace();
    }
}
