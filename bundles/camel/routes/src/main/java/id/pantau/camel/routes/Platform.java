package id.pantau.camel.routes;

import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Looks;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.service.Recordings;
import id.pantau.service.Sharing;
import id.pantau.service.Snapshots;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The platform's services as they come and go under running routes. */
@Component(service = Platform.class)
public final class Platform {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Onboarding onboarding;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Partners partners;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Cameras cameras;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Sharing sharing;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Looks looks;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Live live;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Snapshots snapshots;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Recordings recordings;

    Onboarding onboarding() {
        return present(onboarding, Onboarding.class);
    }

    Partners partners() {
        return present(partners, Partners.class);
    }

    Cameras cameras() {
        return present(cameras, Cameras.class);
    }

    Sharing sharing() {
        return present(sharing, Sharing.class);
    }

    Looks looks() {
        return present(looks, Looks.class);
    }

    Recordings recordings() {
        return present(recordings, Recordings.class);
    }

    /** Absent where nothing can be decoded. */
    Optional<Snapshots> snapshots() {
        return Optional.ofNullable(snapshots);
    }

    Optional<Live> live() {
        return Optional.ofNullable(live);
    }

    private static <S> S present(@Nullable S service, Class<S> type) {
        if (service == null) {
            throw new IllegalStateException(
                    "this needs the service " + type.getSimpleName() + ", which is not there now");
        }
        return service;
    }
}
