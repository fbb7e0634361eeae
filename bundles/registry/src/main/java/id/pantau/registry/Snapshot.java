package id.pantau.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One table in memory, read again after it changed. Right because this process is the only writer: whoever changes the
 * table says so after the commit.
 */
final class Snapshot<T> {
    private final Supplier<List<T>> table;
    private final Function<T, String> id;
    private final Comparator<T> order;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Loaded<T> loaded;

    private record Loaded<T>(long change, List<T> list, Map<String, T> byId) {}

    Snapshot(Supplier<List<T>> table, Function<T, String> id, Comparator<T> order) {
        this.table = table;
        this.id = id;
        this.order = order;
    }

    List<T> all() {
        return current().list();
    }

    Optional<T> find(String key) {
        return Optional.ofNullable(current().byId().get(key));
    }

    /** The table may have changed; also to be called when it is not known whether a change took place. */
    void changed() {
        changes.incrementAndGet();
    }

    private Loaded<T> current() {
        Loaded<T> now = loaded;
        return now != null && now.change() == changes.get() ? now : load();
    }

    private synchronized Loaded<T> load() {
        Loaded<T> now = loaded;
        long change = changes.get();
        if (now != null && now.change() == change) {
            return now;
        }
        List<T> list = new ArrayList<>(table.get());
        list.sort(order);
        Map<String, T> byId = new LinkedHashMap<>();
        list.forEach(entry -> byId.put(id.apply(entry), entry));
        Loaded<T> fresh = new Loaded<>(change, List.copyOf(list), byId);
        loaded = fresh;
        return fresh;
    }
}
