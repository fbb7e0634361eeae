package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.View;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import java.util.List;
import java.util.Optional;

/** Nobody approved of any view. */
final class NoViews implements Views {
    @Override
    public View of(String camera) {
        return View.none(camera);
    }

    @Override
    public List<View> all() {
        return List.of();
    }

    @Override
    public void approve(String camera, Snapshot picture, Actor who, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changed(String camera, Snapshot picture, String detail, Actor who) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Snapshot> reference(String camera) {
        return Optional.empty();
    }

    @Override
    public Optional<Snapshot> evidence(String camera) {
        return Optional.empty();
    }
}
