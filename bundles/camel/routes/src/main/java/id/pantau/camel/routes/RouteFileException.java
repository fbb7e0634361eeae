package id.pantau.camel.routes;

import org.jspecify.annotations.Nullable;

/** What is wrong with a route file, in words that begin with the line where it is known: {@code line 7: …}. */
final class RouteFileException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    RouteFileException(String problem, @Nullable Throwable cause) {
        super(shortened(problem), cause);
    }

    /** @param line 1 for the first; 0 where it is not known */
    static RouteFileException at(int line, String problem, @Nullable Throwable cause) {
        return new RouteFileException(line == 0 ? problem : "line " + line + ": " + problem, cause);
    }

    private static String shortened(String text) {
        String oneLine = text.replaceAll("\\s+", " ").strip();
        return oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "…" : oneLine;
    }

    /** What an exception says, and what its first cause does. */
    static String words(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String last = cause.getMessage();
        return last == null || last.isBlank() ? cause.getClass().getSimpleName() : last;
    }
}
