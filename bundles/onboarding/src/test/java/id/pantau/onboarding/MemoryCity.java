package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Credentials;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.StreamStats;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is known of a city, in memory, and what its cameras show. */
final class MemoryCity {
    final Map<String, Camera> cameras = new ConcurrentHashMap<>();
    final Map<String, Credentials> logins = new ConcurrentHashMap<>();
    final Map<String, Point> points = new ConcurrentHashMap<>();
    final Map<String, CameraState> states = new ConcurrentHashMap<>();
    final List<Partner> partners = new CopyOnWriteArrayList<>();
    final List<Premises> premises = new CopyOnWriteArrayList<>();

    void add(Point point, Actor who) {
        if (points.putIfAbsent(point.id(), point) != null) {
            throw new IllegalStateException("taken");
        }
    }

    Camera add(Camera c, Credentials credentials, Actor who, String why) {
        String id = String.format("camera%06d", cameras.size());
        Camera added = new Camera(
                id,
                c.name(),
                c.point(),
                c.partner(),
                c.ref(),
                c.vendor(),
                c.endpoint(),
                c.channel(),
                c.scene(),
                c.publicConsent());
        cameras.put(id, added);
        logins.put(id, credentials);
        return added;
    }

    Cameras registeredCameras() {
        return new Cameras() {
            @Override
            public List<Camera> all() {
                return List.copyOf(cameras.values());
            }

            @Override
            public Optional<Camera> find(String id) {
                return Optional.ofNullable(cameras.get(id));
            }

            @Override
            public Credentials credentials(String id) {
                return logins.get(id);
            }

            @Override
            public Camera add(Camera camera, Credentials credentials, Actor who, String why) {
                return MemoryCity.this.add(camera, credentials, who, why);
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
                return cameras.remove(id) != null;
            }
        };
    }

    Points knownPoints() {
        return new Points() {
            @Override
            public List<Point> all() {
                return List.copyOf(points.values());
            }

            @Override
            public Optional<Point> find(String id) {
                return Optional.ofNullable(points.get(id));
            }

            @Override
            public Optional<Point> nearest(double latitude, double longitude, double metres) {
                return points.values().stream()
                        .filter(p -> distance(p, latitude, longitude) <= metres)
                        .min(Comparator.comparingDouble(p -> distance(p, latitude, longitude)));
            }

            @Override
            public void add(Point point, Actor who) {
                MemoryCity.this.add(point, who);
            }
        };
    }

    /** Near the equator, where a degree is as long either way. */
    private static double distance(Point p, double latitude, double longitude) {
        return 111_320 * Math.hypot(p.latitude() - latitude, p.longitude() - longitude);
    }

    Partners knownPartners() {
        return new Partners() {
            @Override
            public List<Partner> all() {
                return partners;
            }

            @Override
            public Optional<Partner> find(String name) {
                return partners.stream().filter(p -> p.name().equals(name)).findFirst();
            }

            @Override
            public void add(Partner partner, Actor who) {
                partners.add(partner);
            }

            @Override
            public String newKey(String partner, Scope scope, boolean revokeOthers, Actor who) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Key> authenticate(String key) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Premises> premises(String partner) {
                return premises.stream()
                        .filter(place -> place.partner().equals(partner))
                        .toList();
            }

            @Override
            public void declare(Premises premises, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean removePremises(String partner, String name, Actor who, String why) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<String> contact(String partner) {
                return Optional.empty();
            }

            @Override
            public void changeContact(String partner, String contact, Actor who, String why) {
                throw new UnsupportedOperationException();
            }
        };
    }

    Live live() {
        return new Live() {
            @Override
            public Optional<CameraState> state(String camera) {
                return Optional.ofNullable(states.get(camera));
            }

            @Override
            public boolean hasMain(String camera) {
                return false;
            }

            @Override
            public StreamStats stats(String camera) {
                return StreamStats.NONE;
            }

            @Override
            public MediaAnswer ask(MediaRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<MediaReader> read(String camera, String viewer) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Runnable watch(Consumer<String> changed) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<MediaResource> media(String camera, String name, String viewer) {
                return Optional.empty();
            }
        };
    }
}
