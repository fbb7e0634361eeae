package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Publication;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.service.Cameras;
import id.pantau.service.PublicationStore;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.StreamPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory, and policies for it. */
final class City {
    static final Actor SARI = Actor.user("sari");
    static final StreamPolicy ALLOWS = request -> Decision.Allow.FREELY;
    static final StreamPolicy ABSTAINS = request -> new Decision.Abstain();
    static final StreamPolicy DENIES = request -> new Decision.Deny(new Text("Jangan.", "No."), "Pasal 1");
    static final StreamPolicy PUBLIC_SPACE =
            request -> request.scene().publicSpace() ? Decision.Allow.FREELY : DENIES.decide(request);

    final Map<String, Camera> cameras = new ConcurrentHashMap<>();
    final Map<String, Publication> stored = new ConcurrentHashMap<>();
    final List<String> audit = new CopyOnWriteArrayList<>();
    volatile Runnable beforeSave = () -> {};

    City with(String id, Scene scene) {
        Endpoint endpoint = Endpoint.parse("rtsp://127.0.0.1:554/" + id);
        cameras.put(id, new Camera(id, "Camera", "point", "hotel-anu", id, "rtsp", endpoint, "1", scene, true));
        return this;
    }

    PublicationStore store() {
        return new PublicationStore() {
            @Override
            public List<Publication> all() {
                return List.copyOf(stored.values());
            }

            @Override
            public void save(Publication publication, Actor who, String why) {
                beforeSave.run();
                stored.put(publication.camera(), publication);
                audit.add(who.name() + ": " + why);
            }
        };
    }

    Cameras cameras() {
        return new Cameras() {
            @Override
            public List<Camera> all() {
                return new ArrayList<>(cameras.values());
            }

            @Override
            public Optional<Camera> find(String id) {
                return Optional.ofNullable(cameras.get(id));
            }

            @Override
            public Credentials credentials(String id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Camera add(Camera camera, Credentials credentials, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void changeLogin(String id, Credentials credentials, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void move(String id, String point, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void changeVendor(String id, String vendor, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean remove(String id, Actor who, String why) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
