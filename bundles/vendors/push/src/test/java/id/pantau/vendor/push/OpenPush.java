package id.pantau.vendor.push;

import id.pantau.tck.vendor.Configurations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A front door of its own for tests of other packages. */
public record OpenPush(Push push) implements AutoCloseable {

    /** @param state the container's state folder */
    public static OpenPush at(Path state) throws IOException {
        Map<String, Integer> ports = Map.of("rtspPort", 0, "rtmpPort", 0, "readerPort", PushTest.freePort());
        return new OpenPush(new Push(Configurations.of(PushConfiguration.class, ports), state, (name, address) -> {}));
    }

    @Override
    public void close() {
        push.close();
    }
}
