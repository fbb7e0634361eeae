package id.pantau.web;

import id.pantau.service.Recordings;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long recordings would be kept; there are none. */
final class CityRecordings implements Recordings {
    private final City city;

    CityRecordings(City city) {
        this.city = city;
    }

    @Override
    public Optional<Duration> kept(String camera) {
        return city.daysKept == 0 ? Optional.empty() : Optional.of(Duration.ofDays(city.daysKept));
    }

    @Override
    public List<Segment> find(String camera, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public InputStream read(Segment segment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StorageInfo> storages() {
        return List.of();
    }
}
