package id.pantau.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The bundle's commands in Karaf's own registry, with services that answer as a test says. */
final class Console {
    private static final Path CLASSES = Path.of("target", "classes");

    private final Map<String, Object> services = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private final Registry registry = new RegistryImpl(null);
    private byte[] stdin = new byte[0];
    private boolean interactive;

    Console() {
        registry.register(context());
        ManagerImpl manager = new ManagerImpl(registry, registry);
        classes().forEach(manager::register);
    }

    /** Every class that Karaf takes up. */
    static List<Class<?>> classes() {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("id/pantau/shell"))) {
            List<Class<?>> found = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = Class.forName(name);
                if (type.isAnnotationPresent(Service.class)) {
                    found.add(type);
                }
            }
            found.sort(Comparator.comparing(Class::getName));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Class<?>> commandClasses() {
        return classes().stream().filter(Action.class::isAssignableFrom).toList();
    }

    <S> Console with(Fake<S> fake) {
        services.put(fake.type().getName(), fake.service());
        return this;
    }

    Console with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** Somebody sits there and types these lines when asked. */
    Console typing(String... lines) {
        interactive = true;
        typed.addAll(Arrays.asList(lines));
        return this;
    }

    Console piping(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Runs a command as the user {@code sari}. */
    Outcome run(String command, String... arguments) throws Exception {
        Command found = registry.getServices(Command.class).stream()
                .filter(c -> (c.getScope() + ":" + c.getName()).equals(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no command " + command));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal("sari"));
        String failure = "";
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Subject.doAs(subject, (PrivilegedExceptionAction<Object>)
                    () -> found.execute(session(), new ArrayList<>(Arrays.asList((Object[]) arguments))));
        } catch (java.security.PrivilegedActionException e) {
            if (!(e.getCause() instanceof CommandException refused)) {
                throw e;
            }
            failure = String.valueOf(refused.getNiceHelp());
        } finally {
            System.setOut(before);
        }
        return new Outcome(bytes.toString(StandardCharsets.UTF_8), failure);
    }

    List<String> completions(Class<? extends Completer> type) {
        List<Candidate> candidates = new ArrayList<>();
        registry.getService(type).completeCandidates(session(), null, candidates);
        return candidates.stream().map(Candidate::value).sorted().toList();
    }

    private Session session() {
        Registry own = new RegistryImpl(registry);
        Session session = new Fake<>(Session.class)
                .on("getRegistry", own)
                .on("getKeyboard", new ByteArrayInputStream(stdin))
                .on("get", arguments -> "USER".equals(arguments[0]) ? "somebody-else" : null)
                .on("readLine", (Fake.Answer) arguments -> {
                    if (!interactive) {
                        throw new UnsupportedOperationException();
                    }
                    boolean secret = !String.valueOf(arguments[0]).contains("(yes/no)");
                    if (secret && !Character.valueOf('*').equals(arguments[1])) {
                        throw new AssertionError("a password is asked for without an echo");
                    }
                    return typed.remove();
                })
                .service();
        own.register(session);
        return session;
    }

    private BundleContext context() {
        Fake<BundleContext> context = new Fake<>(BundleContext.class);
        Map<ServiceReference<?>, Object> references = new HashMap<>();
        return context.on("getServiceReference", (Fake.Answer) arguments -> {
                    Object service = services.get(((Class<?>) arguments[0]).getName());
                    if (service == null) {
                        return null;
                    }
                    ServiceReference<?> reference = new Fake<>(ServiceReference.class).service();
                    references.put(reference, service);
                    return reference;
                })
                .on("getService", (Fake.Answer) arguments -> references.get(arguments[0]))
                .on("ungetService", (Fake.Answer) arguments -> references.remove(arguments[0]) != null)
                .on("getProperty", (Fake.Answer) arguments -> properties.get(arguments[0]))
                .service();
    }

    /**
     * What a command did.
     *
     * @param failure what Karaf prints when the command failed; empty when it did not
     */
    record Outcome(String output, String failure) {
        boolean failed() {
            return !failure.isEmpty();
        }
    }
}
