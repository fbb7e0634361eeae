package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Views in memory. Tells who listens. */
final class MemoryViews implements Views {
    private final Map<String, View> views = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> references = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> evidence = new ConcurrentHashMap<>();
    final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();

    static Snapshot picture(Instant takenAt) {
        return new Snapshot(ByteBuffer.wrap(new byte[] {1}), takenAt);
    }

    @Override
    public View of(String camera) {
        return views.getOrDefault(camera, View.none(camera));
    }

    @Override
    public List<View> all() {
        return List.copyOf(views.values());
    }

    @Override
    public void approve(String camera, Snapshot picture, Actor who, String why) {
        references.put(camera, picture);
        evidence.remove(camera);
        put(new View(camera, Optional.of(picture.takenAt()), who.name(), Optional.empty(), ""));
    }

    @Override
    public void changed(String camera, Snapshot picture, String detail, Actor who) {
        View before = of(camera);
        if (before.approved().isEmpty()) {
            throw new NoSuchElementException("nobody approved the view of " + camera);
        }
        evidence.put(camera, picture);
        put(new View(camera, before.approved(), before.by(), Optional.of(picture.takenAt()), detail));
    }

    private void put(View view) {
        views.put(view.camera(), view);
        listeners.forEach(listener -> listener.accept(view));
    }

    @Override
    public Optional<Snapshot> reference(String camera) {
        return Optional.ofNullable(references.get(camera));
    }

    @Override
    public Optional<Snapshot> evidence(String camera) {
        return Optional.ofNullable(evidence.get(camera));
    }
}
