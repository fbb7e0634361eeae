package id.pantau.camel.routes;

import java.util.List;
import java.util.Locale;

/**
 * A route file as people see it.
 *
 * @param routes ids of the routes that are in force
 * @param done messages that went through
 * @param failed messages that were lost
 * @param problem with the file and the line where they are known; empty when there is none
 */
public record RouteState(String file, Kind kind, List<String> routes, long done, long failed, String problem) {
    /** How it is. */
    public enum Kind {
        RUNNING,
        /** Right, but it could not be started, and is tried again. */
        FAILED,
        /** Wrong: nothing of it runs. */
        REFUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
