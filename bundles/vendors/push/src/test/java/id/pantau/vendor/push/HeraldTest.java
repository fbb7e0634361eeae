package id.pantau.vendor.push;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Camera;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The platform is told")
class HeraldTest {
    private static final URI ADDRESS = URI.create("rtsp://127.0.0.1:8601/gate-07");

    private final List<String> retried = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private static Camera camera(String id, String address) {
        return new Camera(
                id, id, "point", "partner", id, "push", Endpoint.parse(address), "1", Scene.values()[0], true);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answer));
    }

    @Test
    @DisplayName(
            "of the cameras whose address a stream has, and of no other; a registry that fails is asked again next time")
    void isTold() {
        Herald herald = new Herald();
        herald.tell("gate-07", ADDRESS);
        await("told while there is no registry").until(() -> herald.voice.getCompletedTaskCount() == 1);
        herald.cameras = fake(Cameras.class, (proxy, method, arguments) -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("the database is away");
            }
            return List.of(
                    camera("mine", ADDRESS.toString()),
                    camera("other", ADDRESS.resolve("/gate-08").toString()));
        });
        herald.live = fake(Live.class, (proxy, method, arguments) -> {
            retried.add(method.getName() + " " + arguments[0]);
            return null;
        });
        herald.tell("gate-07", ADDRESS);
        herald.tell("gate-07", ADDRESS);
        await().until(() -> asked.get() == 2 && !retried.isEmpty());
        herald.close();
        assertEquals(List.of("returned mine"), retried);
    }
}
