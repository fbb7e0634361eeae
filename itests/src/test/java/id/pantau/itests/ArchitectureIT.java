package id.pantau.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.BeforeClass;
import org.junit.Test;

/** The house's three rules, read from the built jars' manifests. */
public class ArchitectureIT {
    private static final Path ROOT = Path.of(System.getProperty("pantau.root"));

    /** Manifests by folder below bundles/. */
    private static final Map<String, Attributes> BUNDLES = new TreeMap<>();

    /** What is in the jars, by folder. */
    private static final Map<String, List<String>> ENTRIES = new TreeMap<>();

    @BeforeClass
    public static void readJars() throws IOException {
        Path bundles = ROOT.resolve("bundles");
        List<Path> poms;
        try (var walk = Files.walk(bundles, 3)) {
            poms = walk.filter(p -> p.endsWith("pom.xml")).toList();
        }
        for (Path pom : poms) {
            String folder = bundles.relativize(pom.getParent()).toString().replace('\\', '/');
            String artifact = artifact(folder);
            Path jar = pom.resolveSibling("target/" + artifact + "-" + System.getProperty("pantau.version") + ".jar");
            try (var file = new JarFile(jar.toFile())) {
                BUNDLES.put(folder, file.getManifest().getMainAttributes());
                ENTRIES.put(folder, file.stream().map(JarEntry::getName).toList());
            }
        }
        assertTrue("found " + BUNDLES.keySet(), BUNDLES.size() >= 16);
    }

    private static String artifact(String folder) {
        return "pantau-"
                + folder.replace("vendors/", "vendor-")
                        .replace("policies/", "policy-")
                        .replace('/', '-');
    }

    @Test
    public void everyBundleImportsTheApiAndNeverAnotherImplementation() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach((folder, manifest) -> packages(manifest, "Import-Package").stream()
                .filter(p -> p.startsWith("id.pantau."))
                .filter(Predicate.not(allowed(folder)))
                .forEach(p -> wrong.add(folder + " imports " + p)));
        assertEquals(List.of(), wrong);
    }

    private static Predicate<String> allowed(String folder) {
        return imported -> {
            if (imported.matches("id\\.pantau\\.(model|service|spi\\..*)")) {
                return !folder.equals("rtsp") && !folder.equals("onvif");
            }
            if (imported.startsWith("id.pantau.rtsp")) {
                return folder.equals("rtsp")
                        || folder.equals("live")
                        || folder.equals("tck")
                        || folder.startsWith("vendors/");
            }
            if (imported.startsWith("id.pantau.onvif")) {
                return folder.equals("onvif") || folder.startsWith("vendors/");
            }
            return imported.startsWith("id.pantau.tck") && folder.equals("tck");
        };
    }

    @Test
    public void theApiDependsOnNothing() {
        assertEquals(Set.of(), outside(packages(BUNDLES.get("api"), "Import-Package"), "id\\.pantau\\..*"));
    }

    @Test
    public void theMediaLibraryKnowsOnlyTheJdkAndItsLogger() {
        assertEquals(
                Set.of(),
                outside(
                        packages(BUNDLES.get("rtsp"), "Import-Package"),
                        "id\\.pantau\\.rtsp.*|org\\.slf4j.*|javax\\.crypto.*|javax\\.net\\.ssl"));
    }

    @Test
    public void theOnvifLibraryKnowsOnlyTheJdk() {
        assertEquals(
                Set.of(),
                outside(
                        packages(BUNDLES.get("onvif"), "Import-Package"),
                        "id\\.pantau\\.onvif.*|javax\\.net.*|javax\\.xml.*|org\\.xml\\.sax.*"));
    }

    @Test
    public void onlyTheRegistrySeesTheDatabase() {
        onlyThese("javax\\.sql.*|org\\.h2.*|org\\.postgresql.*", Set.of("registry"));
        // Camel's own type converters know java.sql.Timestamp
        onlyThese("java\\.sql.*", Set.of("registry", "camel/runtime"));
    }

    @Test
    public void onlyThoseWhoHaveRoutesSeeCamel() {
        onlyThese(
                "org\\.apache\\.camel.*",
                Set.of(
                        "camel/runtime",
                        "camel/connectors",
                        "camel/routes",
                        "onboarding",
                        "publishing",
                        "recording",
                        "alerts"));
    }

    @Test
    public void onlyVisionCarriesNativeCodeAndNotEvenItRunsItInTheContainer() {
        onlyThese("org\\.bytedeco.*", Set.of());
        Set<String> carriers = new TreeSet<>();
        ENTRIES.forEach((folder, names) -> {
            if (names.stream()
                    .anyMatch(n ->
                            n.matches("(.*/)?(javacv|javacpp|ffmpeg|opencv)[^/]*\\.jar|org/bytedeco/.*|.*\\.so"))) {
                carriers.add(folder);
            }
        });
        assertEquals(Set.of("vision"), carriers);
        assertNull(
                "jars that its class loader does not see", BUNDLES.get("vision").getValue("Bundle-ClassPath"));
    }

    @Test
    public void pluginsExportNothing() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach((folder, manifest) -> {
            boolean library =
                    Set.of("api", "rtsp", "onvif", "tck", "camel/runtime").contains(folder);
            if (!library && manifest.getValue("Export-Package") != null) {
                wrong.add(folder + " exports " + manifest.getValue("Export-Package"));
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    public void namesAreTheSameEverywhere() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        BUNDLES.forEach((folder, manifest) -> {
            expected.put(
                    folder,
                    "id."
                            + artifact(folder)
                                    .replace("policy-public-space", "policy-publicspace")
                                    .replace('-', '.'));
            found.put(folder, manifest.getValue("Bundle-SymbolicName"));
        });
        assertEquals(expected, found);
    }

    @Test
    public void noSourceOutsideAVendorsBundleNamesAMaker() throws IOException {
        Pattern literal = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
        Predicate<String> maker =
                Pattern.compile("(?i)hikvision|dahua|axis|uniview|tiandy").asPredicate();
        List<String> wrong = new ArrayList<>();
        try (var walk = Files.walk(ROOT.resolve("bundles"))) {
            for (Path source : walk.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> p.toString().contains("src/main"))
                    .filter(p -> !p.toString().contains("bundles/vendors/"))
                    .toList()) {
                if (literal.matcher(Files.readString(source))
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(maker)) {
                    wrong.add(source.toString());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void onlyThese(String packages, Set<String> allowed) {
        Set<String> seen = new TreeSet<>();
        BUNDLES.forEach((folder, manifest) -> {
            if (packages(manifest, "Import-Package").stream().anyMatch(p -> p.matches(packages))) {
                seen.add(folder);
            }
        });
        seen.removeAll(allowed);
        assertEquals(packages + " is imported by", Set.of(), seen);
    }

    private static Set<String> outside(Set<String> packages, String allowed) {
        Set<String> rest = new TreeSet<>(packages);
        rest.removeIf(p -> p.matches(allowed));
        return rest;
    }

    /** Package names in a header of OSGi Core, section 3.2.4: clauses by comma, outside quotes. */
    private static Set<String> packages(Attributes manifest, String header) {
        Set<String> names = new TreeSet<>();
        String value = manifest.getValue(header);
        if (value == null) {
            return names;
        }
        for (String clause : value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            for (String part : clause.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                if (!part.contains("=")) {
                    names.add(part.strip());
                }
            }
        }
        return names;
    }
}
