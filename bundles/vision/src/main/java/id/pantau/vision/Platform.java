package id.pantau.vision;

import java.util.Locale;
import java.util.Optional;

/** For which machines there is native code in this bundle. */
final class Platform {
    private Platform() {}

    /**
     * @param system as in the system property {@code os.name}
     * @param processor as in {@code os.arch}
     * @return why nothing can be decoded there; empty where something can
     */
    static Optional<String> problem(String system, String processor) {
        boolean linux = system.toLowerCase(Locale.ROOT).startsWith("linux");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        return linux && intel
                ? Optional.empty()
                : Optional.of("the decoder is built for Linux on x86_64, and this is " + system + " on " + processor);
    }
}
