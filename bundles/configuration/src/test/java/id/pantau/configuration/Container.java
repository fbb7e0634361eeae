package id.pantau.configuration;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import id.pantau.service.ConfigurationCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Karaf's parts that matter to configuration, in an embedded framework, with start levels as in the distribution. */
final class Container implements AutoCloseable {
    private static final int BEFORE_COMPONENTS = 15;
    private static final int COMPONENTS = 30;
    private static final int APPLICATION = 80;

    private final Framework framework;

    Container(Path home) throws Exception {
        Path etc = Files.createDirectories(home.resolve("etc"));
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("data").toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.slf4j;version=1.7.36," + apiPackages());
        properties.put("pantau.state", home.resolve("state").toString());
        properties.put("felix.fileinstall.dir", etc.toString());
        properties.put("felix.fileinstall.poll", "100");
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.tmpdir", home.resolve("tmp").toString());
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
        framework.init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        bundles.add(install(context, library("org.osgi.util.function"), 1));
        bundles.add(install(context, library("org.osgi.util.promise"), 1));
        bundles.add(install(context, library("org.osgi.service.component-"), 1));
        bundles.add(install(context, library("org.osgi.service.log"), 1));
        bundles.add(install(context, library("org.apache.felix.metatype"), 9));
        bundles.add(install(context, library("org.apache.felix.configadmin"), 10));
        bundles.add(install(context, library("org.apache.felix.fileinstall"), 12));
        bundles.add(install(context, guard(home), BEFORE_COMPONENTS));
        bundles.add(install(context, library("org.apache.felix.scr"), COMPONENTS));
        bundles.add(install(context, sample(home), APPLICATION));
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        framework.start();
    }

    /** What the API's bundle exports, with the versions that it has now. */
    private static String apiPackages() throws Exception {
        File api = new File(ConfigurationCheck.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Jar jar = new Jar(api)) {
            return OSGiHeader.parseHeader(jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE))
                    .entrySet()
                    .stream()
                    .map(exported -> exported.getKey() + ";version="
                            + exported.getValue().getVersion())
                    .collect(Collectors.joining(","));
        }
    }

    /** What the sample components say, sorted. */
    List<String> said(String kind) throws Exception {
        BundleContext context = framework.getBundleContext();
        var references = context.getServiceReferences(Supplier.class, "(sample=" + kind + ")");
        List<String> said = new ArrayList<>();
        for (var reference : references) {
            said.add(context.getService(reference).get().toString());
        }
        said.sort(null);
        return said;
    }

    <S> S service(Class<S> type) {
        BundleContext context = framework.getBundleContext();
        return context.getService(context.getServiceReference(type));
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        if (framework.waitForStop(30_000).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new IllegalStateException("the framework did not stop");
        }
    }

    private static Bundle install(BundleContext context, Path jar, int level) throws Exception {
        Bundle bundle = context.installBundle("file:" + jar);
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        return bundle;
    }

    private static Path library(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(p -> p.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
    }

    private static Path guard(Path home) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperties(new File("bnd.bnd").getAbsoluteFile());
            builder.setBundleSymbolicName("id.pantau.configuration");
            builder.addClasspath(new File("target/classes"));
            builder.setPrivatePackage("id.pantau.configuration");
            builder.setImportPackage("!org.jspecify.annotations,*");
            return write(builder, home.resolve("configuration.jar"));
        }
    }

    private static Path sample(Path home) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName("id.pantau.sample");
            builder.addClasspath(new File("target/test-classes"));
            builder.setPrivatePackage("id.pantau.configuration.sample");
            builder.setImportPackage("!org.jspecify.annotations,*");
            builder.setIncludeResource("META-INF/services/id.pantau.service.ConfigurationCheck;literal="
                    + "'id.pantau.configuration.sample.NetworksCheck'");
            return write(builder, home.resolve("sample.jar"));
        }
    }

    private static Path write(Builder builder, Path file) throws Exception {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                builder.addClasspath(new File(entry));
            }
        }
        try (Jar jar = builder.build()) {
            if (!builder.getErrors().isEmpty()) {
                throw new IOException(builder.getErrors().toString());
            }
            jar.write(file.toFile());
        }
        return file;
    }
}
