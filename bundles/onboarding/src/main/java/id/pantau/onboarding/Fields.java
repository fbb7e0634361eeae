package id.pantau.onboarding;

import java.util.List;
import java.util.Set;

/** The fields of a submitted camera, as spelled in the contract. */
final class Fields {
    static final String REF = "ref";
    static final String NAME = "name";
    static final String ADDRESS = "address";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String SCENE = "scene";
    static final String PUBLIC_CONSENT = "publicConsent";

    static final List<String> ALL =
            List.of(REF, NAME, ADDRESS, USERNAME, PASSWORD, LATITUDE, LONGITUDE, SCENE, PUBLIC_CONSENT);
    static final Set<String> OPTIONAL = Set.of(USERNAME, PASSWORD);
    static final Set<String> NUMBERS = Set.of(LATITUDE, LONGITUDE);

    private Fields() {}
}
