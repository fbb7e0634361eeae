package id.pantau.onboarding;

import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Endpoint;
import id.pantau.model.Neighbour;
import id.pantau.model.Neighbour.Relation;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.RowState;
import id.pantau.service.Approvals;
import id.pantau.service.Cameras;
import id.pantau.service.Onboarding;
import id.pantau.service.Points;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.Recognition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All cameras, registered and waiting, as they stood at one moment: by device and by place. Immutable once built. */
final class Neighbourhood {
    private static final RowState[] WITH_A_CAMERA = {RowState.REGISTERED, RowState.LIVE, RowState.DEAD};
    /** Of waiting rows so many are looked at, the oldest: each takes about a kilobyte while it is. */
    private static final int MOST_UNDECIDED = 20_000;

    private static final RowState[] UNDECIDED = {RowState.WAITING_APPROVAL, RowState.NEEDS_INFORMATION};
    private static final double METRES_PER_DEGREE = 111_000;
    private static final Comparator<Neighbour> CLOSEST_FIRST =
            Comparator.comparing(Neighbour::relation).thenComparing(Neighbour::metres);

    private final Map<String, List<Known>> byHost = new HashMap<>();
    private final Map<String, List<Known>> bySerial = new HashMap<>();
    private final TreeMap<Double, List<Known>> byLatitude = new TreeMap<>();
    private final Map<String, Recognition> recognitions = new HashMap<>();

    /**
     * One of them.
     *
     * @param id of the camera, or of the row while it is none
     */
    private record Known(
            String id,
            boolean registered,
            String name,
            String partner,
            double latitude,
            double longitude,
            Endpoint endpoint,
            String channel) {}

    static Neighbourhood of(Submissions submissions, Cameras cameras, Points points) {
        Neighbourhood all = new Neighbourhood();
        all.recognitions.putAll(submissions.recognitions(UNDECIDED));
        for (OnboardingRow row : submissions.oldest(MOST_UNDECIDED, UNDECIDED)) {
            all.addWaiting(row);
        }
        Map<String, OnboardingRow> joined = new HashMap<>();
        submissions.rows(WITH_A_CAMERA).forEach(row -> row.camera().ifPresent(camera -> joined.put(camera, row)));
        Map<String, Recognition> probed = submissions.recognitions(WITH_A_CAMERA);
        for (Camera camera : cameras.all()) {
            Optional<OnboardingRow> row = Optional.ofNullable(joined.get(camera.id()));
            all.addRegistered(
                    camera,
                    points.find(camera.point()),
                    row.flatMap(OnboardingRow::request),
                    row.map(r -> probed.get(r.id())));
        }
        return all;
    }

    private void addWaiting(OnboardingRow row) {
        Recognition known = recognitions.get(row.id());
        if (row.request().isEmpty() || known == null) {
            return;
        }
        CameraRequest asked = row.request().get();
        add(
                new Known(
                        row.id(),
                        false,
                        asked.name(),
                        row.partner(),
                        asked.latitude(),
                        asked.longitude(),
                        Endpoint.parse(known.pinned()),
                        known.channel()),
                serial(known));
    }

    /** Where it was submitted for, unless it was moved to another point since. */
    private void addRegistered(
            Camera camera, Optional<Point> point, Optional<CameraRequest> asked, Optional<Recognition> probed) {
        if (point.isEmpty()) {
            return;
        }
        double latitude = point.get().latitude();
        double longitude = point.get().longitude();
        if (asked.isPresent()
                && Premises.metres(
                                latitude,
                                longitude,
                                asked.get().latitude(),
                                asked.get().longitude())
                        <= Onboarding.POINT_METRES) {
            latitude = asked.get().latitude();
            longitude = asked.get().longitude();
        }
        add(
                new Known(
                        camera.id(),
                        true,
                        camera.name(),
                        camera.partner(),
                        latitude,
                        longitude,
                        camera.endpoint(),
                        camera.channel()),
                probed.flatMap(Neighbourhood::serial));
    }

    private void add(Known known, Optional<String> serial) {
        byHost.computeIfAbsent(host(known.endpoint()), h -> new ArrayList<>()).add(known);
        serial.ifPresent(
                s -> bySerial.computeIfAbsent(s, n -> new ArrayList<>()).add(known));
        byLatitude.computeIfAbsent(known.latitude(), l -> new ArrayList<>()).add(known);
    }

    private static String host(Endpoint endpoint) {
        return endpoint.host().toLowerCase(Locale.ROOT);
    }

    /** Serial numbers are unique within a make. */
    private static Optional<String> serial(Recognition known) {
        return known.serial().isEmpty() ? Optional.empty() : Optional.of(known.vendor() + " " + known.serial());
    }

    /** What has to do with a camera that waits, the closest first, and no more than so many. */
    List<Neighbour> of(OnboardingRow row) {
        if (row.request().isEmpty()) {
            return List.of();
        }
        CameraRequest asked = row.request().get();
        Optional<Recognition> known = Optional.ofNullable(recognitions.get(row.id()));
        Map<String, Neighbour> found = new LinkedHashMap<>();
        known.ifPresent(mine -> {
            Endpoint pinned = Endpoint.parse(mine.pinned());
            for (Known other : byHost.getOrDefault(host(pinned), List.of())) {
                if (DeviceAddress.sameDevice(other.endpoint(), pinned)) {
                    boolean same = other.channel().equals(mine.channel())
                            && DeviceAddress.sameAddress(other.endpoint(), pinned);
                    put(found, asked, other, same ? Relation.SAME_CAMERA : Relation.SAME_DEVICE);
                }
            }
            serial(mine)
                    .map(bySerial::get)
                    .ifPresent(same -> same.forEach(other -> put(
                            found,
                            asked,
                            other,
                            other.channel().equals(mine.channel()) ? Relation.SAME_CAMERA : Relation.SAME_DEVICE)));
        });
        double reach = Approvals.NEAR_METRES / METRES_PER_DEGREE;
        byLatitude.subMap(asked.latitude() - reach, true, asked.latitude() + reach, true).values().stream()
                .flatMap(Collection::stream)
                .filter(other -> metres(asked, other) <= Approvals.NEAR_METRES)
                .forEach(other -> put(found, asked, other, Relation.NEAR));
        found.remove(row.id());
        return found.values().stream()
                .sorted(CLOSEST_FIRST)
                .limit(Approvals.MOST_NEIGHBOURS)
                .toList();
    }

    /** The closest relation counts. */
    private static void put(Map<String, Neighbour> found, CameraRequest asked, Known other, Relation relation) {
        Neighbour neighbour = new Neighbour(
                other.id(),
                other.registered(),
                other.name(),
                other.partner(),
                Math.round(metres(asked, other)),
                relation,
                false);
        found.merge(other.id(), neighbour, (a, b) -> a.relation().compareTo(b.relation()) <= 0 ? a : b);
    }

    private static double metres(CameraRequest asked, Known other) {
        return Premises.metres(asked.latitude(), asked.longitude(), other.latitude(), other.longitude());
    }
}
