package id.pantau.live;

import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Sharing;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything is shared but what a test says. */
final class FakeSharing implements Sharing {
    static final Text REVOKED = new Text("Perjanjian 12/2026 dicabut.", "Agreement 12/2026 was revoked.");

    /** A camera's id and a use, such as {@code gate live}. */
    final Set<String> not = ConcurrentHashMap.newKeySet();

    void end(String camera) {
        for (Use use : Use.values()) {
            not.add(camera + " " + use.code());
        }
    }

    @Override
    public Optional<Text> obstacle(String camera, Use use, Instant at) {
        return ended(camera, use, at);
    }

    @Override
    public Optional<Text> ended(String camera, Use use, Instant at) {
        return Optional.of(REVOKED).filter(text -> not.contains(camera + " " + use.code()));
    }
}
