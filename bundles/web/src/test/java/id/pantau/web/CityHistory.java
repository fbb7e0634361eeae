package id.pantau.web;

import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import id.pantau.service.History;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** History that a test makes up, and what was asked of it. */
final class CityHistory implements History {
    final List<StatusChange> rows = new CopyOnWriteArrayList<>();
    final List<Uptime> figures = new CopyOnWriteArrayList<>();
    final List<Object> asked = new CopyOnWriteArrayList<>();

    @Override
    public void record(List<StatusChange> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void alive(Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StatusChange> of(String camera, Instant from, Instant to, int limit) {
        asked.addAll(List.of(camera, from, to, limit));
        return rows;
    }

    @Override
    public List<Uptime> uptime(Instant from, Instant to, Uptime.By by) {
        asked.addAll(List.of(from, to, by));
        if (from.isAfter(Instant.now())) {
            throw new IllegalArgumentException("not there yet");
        }
        return figures;
    }
}
