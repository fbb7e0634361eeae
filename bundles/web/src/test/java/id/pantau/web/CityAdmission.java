package id.pantau.web;

import id.pantau.model.Rendition;
import id.pantau.service.Admission;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Room for everybody but where the city is full. */
final class CityAdmission implements Admission {
    private final City city;

    CityAdmission(City city) {
        this.city = city;
    }

    /** A main stream is called by its camera's name and {@code /main}. */
    private static String stream(String camera, Rendition rendition) {
        return rendition == Rendition.MAIN ? camera + "/main" : camera;
    }

    @Override
    public Answer admit(String viewer, String camera, Rendition rendition) {
        city.admitted.add(rendition);
        Busy busy = city.full.get(stream(camera, rendition));
        if (busy != null) {
            city.refused.incrementAndGet();
            return busy;
        }
        return new Admitted(city.publicBytes::addAndGet);
    }

    @Override
    public Answer admitToPictures(String viewer, String camera, long bytes) {
        city.picturesAsked.incrementAndGet();
        Optional<Busy> busy = busyForPictures(viewer, camera, bytes);
        busy.ifPresent(refusal -> city.picturesRefused.incrementAndGet());
        return busy.<Answer>map(refusal -> refusal).orElseGet(() -> new Admitted(city.publicBytes::addAndGet));
    }

    @Override
    public Optional<Busy> busyForPictures(String viewer, String camera, long bytes) {
        city.pictureSizes.add(bytes);
        return Optional.ofNullable(city.full.get(camera + "/snapshot.jpg"));
    }

    @Override
    public LongConsumer follow(String viewer, String camera, Rendition rendition) {
        return city.publicBytes::addAndGet;
    }

    @Override
    public LongConsumer staff() {
        return city.staffBytes::addAndGet;
    }

    @Override
    public Optional<Busy> busy(String camera, Rendition rendition) {
        return Optional.ofNullable(city.full.get(stream(camera, rendition)));
    }

    @Override
    public boolean limited() {
        return city.limited;
    }

    @Override
    public Figures figures() {
        return new Figures(
                20_000_000,
                16_000_000,
                3_000_000,
                2_500_000,
                1_500_000,
                city.publicBytes.get(),
                city.staffBytes.get(),
                7,
                3,
                Map.of(Limit.UPLINK, 5L),
                0.25);
    }
}
