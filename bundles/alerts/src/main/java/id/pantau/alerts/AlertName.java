package id.pantau.alerts;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/** What an alert is called: NAME of {@code id.pantau.alert-NAME.cfg}, else what tells its PID from the others'. */
final class AlertName {
    private static final Pattern FILE = Pattern.compile(".*/" + Pattern.quote(Alert.PID) + "[-~]([^/]+)\\.[a-z]+");
    private static final Pattern INSTANCE = Pattern.compile(Pattern.quote(Alert.PID) + "[-~.](.+)");
    private static final int LONGEST = 64;

    private AlertName() {}

    /** @param properties of the configuration, as the component runtime hands them over */
    static String of(Map<String, Object> properties) {
        Matcher file = FILE.matcher(String.valueOf(properties.get("felix.fileinstall.filename")));
        Matcher pid = INSTANCE.matcher(String.valueOf(properties.get(Constants.SERVICE_PID)));
        String name = file.matches() ? file.group(1) : pid.matches() ? pid.group(1) : "alert";
        String safe = name.replaceAll("[^A-Za-z0-9-]", "-");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
    }
}
