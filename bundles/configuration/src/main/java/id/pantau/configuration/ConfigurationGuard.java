package id.pantau.configuration;

import id.pantau.configuration.Rules.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each of the platform's configurations on its way from the configuration admin to whoever is configured by
 * it. A good one passes, with its values typed, and is remembered; a bad one is replaced as a whole by the last good
 * one. What stands in the file and in the configuration admin stays as it was written.
 */
final class ConfigurationGuard implements ConfigurationPlugin, SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationGuard.class);
    private static final String OURS = "id.pantau.";
    private static final String FILE = "felix.fileinstall.filename";

    private final Metatypes metatypes;
    private final LastGood lastGood;
    private final Problems problems;
    private final Map<String, Set<String>> warned = new ConcurrentHashMap<>();

    ConfigurationGuard(Metatypes metatypes, LastGood lastGood, Problems problems) {
        this.metatypes = metatypes;
        this.lastGood = lastGood;
        this.problems = problems;
    }

    @Override
    public void modifyConfiguration(@Nullable ServiceReference<?> reference, Dictionary<String, Object> properties) {
        Object pid = properties.get(Constants.SERVICE_PID);
        if (pid == null || !pid.toString().startsWith(OURS)) {
            return;
        }
        Object factory = properties.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        metatypes
                .rules(described(factory == null ? pid.toString() : factory.toString()))
                .ifPresent(rules -> guard(pid.toString(), rules, properties));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED && event.getPid().startsWith(OURS)) {
            lastGood.forget(event.getPid());
            problems.settle(event.getPid());
            warned.remove(event.getPid());
        }
    }

    /** A PID may be targeted at a bundle, as {@code pid|bundle|version}. */
    private static String described(String pid) {
        int target = pid.indexOf('|');
        return target < 0 ? pid : pid.substring(0, target);
    }

    private synchronized void guard(String pid, Rules rules, Dictionary<String, Object> properties) {
        Map<String, Object> values = new HashMap<>();
        Collections.list(properties.keys()).stream()
                .filter(key -> !reserved(key))
                .forEach(key -> values.put(key, properties.get(key)));
        String file = file(properties);
        Verdict verdict = rules.judge(values);
        warn(pid, file, rules, verdict);
        Map<String, Object> delivered;
        if (verdict.good()) {
            delivered = verdict.fitting();
            lastGood.keep(pid, texts(rules, delivered));
            if (problems.settle(pid)) {
                LOG.info("{}: its values are good again and in force", name(pid, file));
            }
        } else {
            delivered = refuse(pid, file, rules, verdict);
        }
        values.keySet().forEach(properties::remove);
        delivered.forEach(properties::put);
    }

    private Map<String, Object> refuse(String pid, String file, Rules rules, Verdict verdict) {
        Optional<LastGood.Kept> kept = lastGood.of(pid);
        Optional<Verdict> earlier = kept.map(k -> rules.judge(withSecrets(k.values(), rules, verdict)));
        String inForce = kept.map(
                        k -> "the last good values, first used " + k.since().truncatedTo(ChronoUnit.SECONDS))
                .orElse(
                        verdict.remains().isEmpty()
                                ? "the defaults"
                                : "the default for each refused key; there are no earlier good values");
        if (problems.refuse(pid, file, verdict.faults(), inForce)) {
            verdict.faults()
                    .forEach(fault -> LOG.error("{}: refused: {}. In force: {}", name(pid, file), fault, inForce));
        }
        return earlier.map(e -> e.good() ? e.fitting() : e.remains()).orElseGet(verdict::remains);
    }

    /** Secrets are never copied into the state folder: what the configuration says now stands. */
    private static Map<String, Object> withSecrets(Map<String, String> kept, Rules rules, Verdict now) {
        Map<String, Object> values = new HashMap<>(kept);
        now.fitting().forEach((key, value) -> {
            if (rules.secret(key)) {
                values.put(key, value);
            }
        });
        return values;
    }

    private static Map<String, String> texts(Rules rules, Map<String, Object> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> {
            if (!rules.secret(key)) {
                texts.put(key, Values.text(value));
            }
        });
        return texts;
    }

    private void warn(String pid, String file, Rules rules, Verdict verdict) {
        Set<String> unknown = new TreeSet<>(verdict.unknown());
        if (!unknown.equals(warned.put(pid, unknown)) && !unknown.isEmpty()) {
            LOG.warn(
                    "{}: nothing reads {}; what is read is {}",
                    name(pid, file),
                    String.join(", ", unknown),
                    String.join(", ", rules.keys()));
        }
    }

    /** What the configuration admin, the file installer and the component runtime say to each other. */
    private static boolean reserved(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith("service.")
                || lower.startsWith("component.")
                || lower.startsWith("felix.fileinstall.")
                || lower.startsWith("org.apache.karaf.")
                || lower.startsWith(".")
                || lower.endsWith(".target")
                || lower.endsWith(".cardinality.minimum");
    }

    private static String file(Dictionary<String, Object> properties) {
        Object written = properties.get(FILE);
        if (written == null) {
            return "";
        }
        try {
            return Path.of(URI.create(written.toString())).toString();
        } catch (RuntimeException e) {
            return written.toString();
        }
    }

    private static String name(String pid, String file) {
        return file.isEmpty() ? pid : file;
    }
}
