package id.pantau.service;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one of several configurations of a factory is called: NAME of {@code PID-NAME.cfg}, else what tells its PID from the others'. */
public final class ConfigurationName {
    private static final int LONGEST = 64;

    private ConfigurationName() {}

    /**
     * The name, 1 to 64 of {@code A-Za-z0-9-}; {@code unnamed} where there is none.
     *
     * @param factory PID
     * @param properties of the configuration, as the component runtime hands them over
     */
    public static String of(String factory, Map<String, Object> properties) {
        String pid = Pattern.quote(factory);
        Matcher file = Pattern.compile(".*/" + pid + "[-~]([^/]+)\\.[a-z]+")
                .matcher(String.valueOf(properties.get("felix.fileinstall.filename")));
        Matcher instance = Pattern.compile(pid + "[-~.](.+)").matcher(String.valueOf(properties.get("service.pid")));
        String name = file.matches() ? file.group(1) : instance.matches() ? instance.group(1) : "unnamed";
        String safe = name.replaceAll("[^A-Za-z0-9-]", "-");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
    }
}
