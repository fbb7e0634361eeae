package id.pantau.policy.capacity;

import id.pantau.spi.policy.StreamPolicy;
import id.pantau.tck.policy.StreamPolicyTck;

final class CapacityTckTest extends StreamPolicyTck {
    @Override
    protected StreamPolicy policy() {
        return new Capacity(1);
    }
}
