package id.pantau.web;

import id.pantau.model.Actor;
import id.pantau.model.PermitDuty;
import id.pantau.service.Permits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Duties that a test laid upon businesses. */
final class CityPermits implements Permits {
    final Map<String, PermitDuty> duties = new ConcurrentHashMap<>();

    /** How many cameras there are, by permit. */
    final Map<String, Integer> fulfilled = new ConcurrentHashMap<>();

    final Map<String, String> titles = new ConcurrentHashMap<>();

    @Override
    public List<PermitDuty.Standing> all() {
        return new TreeMap<>(duties)
                .values().stream()
                        .map(duty -> new PermitDuty.Standing(duty, fulfilled.getOrDefault(duty.permit(), 0)))
                        .toList();
    }

    @Override
    public void issue(PermitDuty duty, String title, Actor who) {
        PermitDuty before = duties.putIfAbsent(duty.permit(), duty);
        if (before != null && !before.equals(duty)) {
            throw new IllegalStateException("another duty has the permit " + duty.permit());
        }
        titles.putIfAbsent(duty.partner(), title);
    }

    @Override
    public boolean remove(String permit, Actor who, String why) {
        return duties.remove(permit) != null;
    }
}
