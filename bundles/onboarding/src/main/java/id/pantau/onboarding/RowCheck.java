package id.pantau.onboarding;

import id.pantau.model.CameraDraft;
import id.pantau.model.CameraRequest;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether one submitted camera makes sense. */
final class RowCheck {
    static final Text MISSING = new Text("Wajib diisi.", "This is required.");
    static final Text NO_NUMBER =
            new Text("Harus berupa angka dengan titik desimal.", "This must be a number with a decimal point.");
    static final Text NO_BOOLEAN = new Text("Harus true atau false.", "This must be true or false.");

    private static final Set<String> SCHEMES = Set.of("", "rtsp", "rtsps", "http", "https");
    private static final String SCENES =
            Arrays.stream(Scene.values()).map(Scene::code).collect(Collectors.joining(", "));

    private final RawRow raw;
    private final Grounds grounds;
    private final List<Violation> violations;

    private RowCheck(RawRow raw, Grounds grounds) {
        this.raw = raw;
        this.grounds = grounds;
        this.violations = new ArrayList<>(raw.violations());
    }

    /**
     * A row that was looked at.
     *
     * @param meant what it says, when each of its fields makes sense; it may yet stand where it must not
     * @param draft what could be read when there are violations
     */
    record Checked(RawRow raw, Optional<CameraRequest> meant, List<Violation> violations, CameraDraft draft) {
        /** Empty exactly when there are violations. */
        Optional<CameraRequest> request() {
            return violations.isEmpty() ? meant : Optional.empty();
        }
    }

    static Checked check(RawRow raw, Grounds grounds) {
        // a line that could not be read at all has nothing else to complain about
        boolean unreadable = raw.violations().stream().anyMatch(v -> v.field().isEmpty());
        return unreadable
                ? new Checked(raw, Optional.empty(), raw.violations(), CameraDraft.NONE)
                : new RowCheck(raw, grounds).checked();
    }

    private Checked checked() {
        String ref = text(Fields.REF, 64, true);
        String name = text(Fields.NAME, 200, true);
        Optional<Endpoint> address = address(text(Fields.ADDRESS, 2048, true));
        String user = text(Fields.USERNAME, 128, false);
        String password = text(Fields.PASSWORD, 256, false);
        double latitude = degrees(Fields.LATITUDE, 90);
        double longitude = degrees(Fields.LONGITUDE, 180);
        Optional<Scene> scene = scene();
        boolean consent = consent();
        CameraDraft draft = new CameraDraft(
                good(Fields.NAME, name),
                address,
                new Credentials(
                        good(Fields.USERNAME, user).orElse(""),
                        good(Fields.PASSWORD, password).orElse("")),
                good(Fields.LATITUDE, latitude),
                good(Fields.LONGITUDE, longitude),
                scene,
                good(Fields.PUBLIC_CONSENT, consent));
        Optional<CameraRequest> meant = violations.isEmpty() ? draft.request(ref) : Optional.empty();
        if (draft.latitude().isPresent() && draft.longitude().isPresent()) {
            grounds.objection(latitude, longitude)
                    .ifPresent(words -> violation(Fields.LATITUDE, words.id(), words.en()));
        }
        return new Checked(raw, meant, List.copyOf(violations), violations.isEmpty() ? CameraDraft.NONE : draft);
    }

    private <T> Optional<T> good(String field, T value) {
        return complained(field) ? Optional.empty() : Optional.of(value);
    }

    private String text(String field, int longest, boolean required) {
        String value = raw.text(field);
        if (value.isBlank() && required) {
            missing(field);
        } else if (value.codePointCount(0, value.length()) > longest) {
            violation(
                    field, "Paling panjang " + longest + " karakter.", "This has at most " + longest + " characters.");
        } else if (!value.codePoints().allMatch(RowCheck::printable)) {
            violation(field, "Berisi karakter yang tidak tampak.", "This holds a character that does not print.");
        }
        return value;
    }

    private Optional<Endpoint> address(String value) {
        if (complained(Fields.ADDRESS)) {
            return Optional.empty();
        }
        if (authority(value).contains("@")) {
            violation(
                    Fields.ADDRESS,
                    "Tulis nama pengguna dan kata sandi pada username dan password, bukan dalam alamat.",
                    "Put the login into username and password, not into the address.");
            return Optional.empty();
        }
        try {
            Endpoint endpoint = Endpoint.parse(value);
            if (SCHEMES.contains(endpoint.scheme())) {
                return Optional.of(endpoint);
            }
        } catch (IllegalArgumentException said) {
            // the words below say what is expected; what was wrong may be a secret
        }
        violation(
                Fields.ADDRESS,
                "Harus berupa URL rtsp, rtsps, http atau https, atau host[:port].",
                "This must be an rtsp, rtsps, http or https URL, or host[:port].");
        return Optional.empty();
    }

    private static String authority(String address) {
        int start = address.contains("://") ? address.indexOf("://") + 3 : 0;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return address.substring(start, end);
    }

    private double degrees(String field, int most) {
        if (raw.values().get(field) instanceof Double value) {
            // written so that NaN is outside
            if (Math.abs(value) <= most) {
                return value;
            }
            violation(
                    field,
                    "Harus antara -" + most + " dan " + most + " derajat.",
                    "This must be between -" + most + " and " + most + " degrees.");
        } else {
            missing(field);
        }
        return 0;
    }

    private Optional<Scene> scene() {
        if (raw.text(Fields.SCENE).isEmpty()) {
            missing(Fields.SCENE);
            return Optional.empty();
        }
        Optional<Scene> scene = Scene.of(raw.text(Fields.SCENE));
        if (scene.isEmpty()) {
            violation(Fields.SCENE, "Harus salah satu dari: " + SCENES + ".", "This must be one of: " + SCENES + ".");
        }
        return scene;
    }

    private boolean consent() {
        if (raw.values().get(Fields.PUBLIC_CONSENT) instanceof Boolean consent) {
            return consent;
        }
        missing(Fields.PUBLIC_CONSENT);
        return false;
    }

    private void missing(String field) {
        if (!complained(field)) {
            violations.add(new Violation(raw.row(), field, MISSING));
        }
    }

    private boolean complained(String field) {
        return violations.stream().anyMatch(v -> v.field().equals(field));
    }

    private void violation(String field, String id, String en) {
        if (!complained(field)) {
            violations.add(new Violation(raw.row(), field, new Text(id, en)));
        }
    }

    /** Neither a control character, nor half of one, nor one that turns the text around. */
    static boolean printable(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
