package id.pantau.itests;

import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** Pax Exam options that start the assembled distribution as the launcher does. */
final class Distribution {
    private Distribution() {}

    static Option[] options(String name, Option... more) throws IOException {
        Path root = Path.of(System.getProperty("pantau.root")).toAbsolutePath().normalize();
        Path work = Path.of(System.getProperty("pantau.work")).toAbsolutePath().normalize();
        String version = System.getProperty("pantau.version");
        String karaf = System.getProperty("karaf.version");
        File archive = root.resolve("karaf-assembly/target/pantau-karaf-assembly-" + version + ".tar.gz")
                .toFile();
        Path state = Files.createTempDirectory(Files.createDirectories(work.resolve("exam-state")), name);
        Files.createDirectory(state.resolve("inbox"));
        String repository = System.getProperty("org.ops4j.pax.url.mvn.localRepository");
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(archive.toURI().toString())
                        .name("pantau")
                        .unpackDirectory(work.resolve("exam").toFile())
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository", repository),
                systemProperty("pantau.state").value(state.toString()),
                systemProperty("pantau.home").value(state.toString()),
                systemProperty("pantau.http.port").value(String.valueOf(Container.freePort())),
                systemProperty("pantau.ssh.port").value(String.valueOf(Container.freePort())),
                systemTimeout(90_000),
                mavenBundle("org.awaitility", "awaitility", "4.3.0"),
                mavenBundle("org.hamcrest", "hamcrest", "2.1"),
                // Pax Exam starts java itself: what bin/karaf would say
                vmOption("--add-reads=java.xml=java.logging"),
                vmOption("--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED"),
                vmOption("--patch-module"),
                vmOption("java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar"),
                vmOption("--patch-module"),
                vmOption("java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar")));
        for (String opened : List.of(
                "java.base/java.security",
                "java.base/java.net",
                "java.base/java.lang",
                "java.base/java.util",
                "java.naming/javax.naming.spi",
                "java.rmi/sun.rmi.transport.tcp")) {
            options.add(vmOption("--add-opens"));
            options.add(vmOption(opened + "=ALL-UNNAMED"));
        }
        for (String exported : List.of(
                "java.base/sun.net.www.protocol.file",
                "java.base/sun.net.www.protocol.ftp",
                "java.base/sun.net.www.protocol.http",
                "java.base/sun.net.www.protocol.https",
                "java.base/sun.net.www.protocol.jar",
                "java.base/sun.net.www.content.text",
                "jdk.naming.rmi/com.sun.jndi.url.rmi",
                "java.rmi/sun.rmi.registry")) {
            options.add(vmOption("--add-exports=" + exported + "=ALL-UNNAMED"));
        }
        options.add(vmOption("-Djava.awt.headless=true"));
        options.add(vmOption("-Xmx768m"));
        options.add(vmOption("-XX:MaxDirectMemorySize=3g"));
        options.addAll(List.of(more));
        return options.toArray(Option[]::new);
    }
}
