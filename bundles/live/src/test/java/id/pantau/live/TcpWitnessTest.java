package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The platform's own look at a device")
@Timeout(30)
class TcpWitnessTest {
    @Test
    @DisplayName("says that it is there when it accepts a connection, and else nothing")
    void looks() throws Exception {
        AtomicBoolean absent = new AtomicBoolean();
        CountDownLatch seen = new CountDownLatch(2);
        try (TcpWitness witness = new TcpWitness();
                ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                ServerSocket gone = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            gone.close();
            witness.ifReachable("127.0.0.1:" + gone.getLocalPort(), () -> absent.set(true));
            witness.ifReachable("127.0.0.1:" + gone.getLocalPort(), () -> absent.set(true));
            witness.ifReachable("127.0.0.1:" + server.getLocalPort(), seen::countDown);
            witness.ifReachable("127.0.0.1:" + server.getLocalPort(), seen::countDown);
            assertTrue(seen.await(20, TimeUnit.SECONDS));
        }
        assertTrue(!absent.get());
    }
}
