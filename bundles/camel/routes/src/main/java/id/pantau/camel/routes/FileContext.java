package id.pantau.camel.routes;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.PackageScanClassResolver;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * The context of one route file: it knows the allowed components and languages and no others, whatever the file says or makes of a
 * message. What it holds goes with it.
 */
final class FileContext extends DefaultCamelContext {
    static final int SHUTDOWN_SECONDS = 5;
    private static final int QUEUE = 1_000;
    private static final int RETRIES = 2;
    private static final int PAUSE_MILLIS = 1_000;
    private static final Set<String> LANGUAGES = Set.of("constant", "header", "exchangeProperty", "tokenize");

    private final String file;
    private final Workshop workshop;
    private final RouteSecrets secrets;
    private final RouteTally tally;

    private FileContext(String file, Workshop workshop, RouteTally tally) {
        super(false);
        this.file = file;
        this.workshop = workshop;
        this.secrets = new RouteSecrets(workshop.secrets());
        this.tally = tally;
    }

    /**
     * A context that is built, and not started.
     *
     * @param file its name, without a suffix
     * @param values of the placeholders in the file
     */
    static FileContext of(String file, Properties values, Workshop workshop, RouteTally tally) {
        return withCamelsClassLoader(() -> {
            FileContext context = new FileContext(file, workshop, tally);
            context.set(values);
            return context;
        });
    }

    private void set(Properties values) {
        disableJMX();
        getCamelContextExtension().setName("routes-" + file);
        setApplicationContextClassLoader(DefaultCamelContext.class.getClassLoader());
        setClassResolver(new SharedClasses(workshop.shared().getClassResolver()));
        PackageScanClassResolver scanner = PluginHelper.getPackageScanClassResolver(this);
        PluginHelper.getPackageScanClassResolver(workshop.shared())
                .getClassLoaders()
                .forEach(scanner::addClassLoader);
        setPropertiesComponent(properties(values));
        setAutoStartup(false);
        build();
        getGlobalEndpointConfiguration().setLazyStartProducer(true);
        getGlobalEndpointConfiguration().setAutowiredEnabled(false);
        getCamelContextExtension().setErrorHandlerFactory(errorHandler());
        getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        addRoutePolicyFactory((context, route, node) -> new EntrancePolicy());
        getManagementStrategy().addEventNotifier(tally);
        SedaComponent seda = getComponent("seda", SedaComponent.class);
        seda.setQueueSize(QUEUE);
    }

    private PropertiesComponent properties(Properties values) {
        PropertiesComponent properties = new PropertiesComponent();
        properties.setPropertiesFunctionResolver(secrets);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setAutoDiscoverPropertiesSources(false);
        properties.setInitialProperties(values);
        return properties;
    }

    /** Tries three times; what is lost then is told once, without a message's content. */
    private static DefaultErrorHandlerBuilder errorHandler() {
        RedeliveryPolicyDefinition retries = new RedeliveryPolicyDefinition();
        retries.maximumRedeliveries(RETRIES);
        retries.redeliveryDelay(PAUSE_MILLIS);
        retries.logStackTrace(false);
        retries.logExhaustedMessageHistory(false);
        DefaultErrorHandlerBuilder handler = new DefaultErrorHandlerBuilder();
        handler.setRedeliveryPolicy(retries);
        return handler;
    }

    @Override
    protected ComponentResolver createComponentResolver() {
        ComponentResolver all = super.createComponentResolver();
        return (name, context) -> component(name, all);
    }

    private @Nullable Component component(String name, ComponentResolver all) throws Exception {
        if (!EndpointRules.allows(name)) {
            throw new IllegalArgumentException("component '" + name + "' is not allowed in route files");
        }
        return switch (name) {
            case PantauComponent.SCHEME -> new PantauComponent(workshop.platform(), workshop.board());
            case "file" -> new FolderComponent(workshop.folders().resolve(file));
            case "http", "https" -> new WebComponent(name);
            default -> all.resolveComponent(name, this);
        };
    }

    @Override
    protected LanguageResolver createLanguageResolver() {
        LanguageResolver all = super.createLanguageResolver();
        return (name, context) -> {
            if (name.equals("simple") || name.equals("file")) {
                SimpleText simple = new SimpleText();
                simple.setCamelContext(context);
                simple.init();
                return simple;
            }
            if (!LANGUAGES.contains(name)) {
                throw new NoSuchLanguageException(name);
            }
            return all.resolveLanguage(name, context);
        };
    }

    @Override
    protected Registry createRegistry() {
        return new DefaultRegistry(secrets);
    }

    @Override
    protected ResourceLoader createResourceLoader() {
        return new NoResources();
    }

    /** Every way to an endpoint leads here. Camel goes on with what was checked, and with nothing else. */
    @Override
    protected Endpoint doGetEndpoint(
            String uri, @Nullable Map<String, Object> parameters, boolean normalized, boolean prototype) {
        if (parameters != null && !parameters.isEmpty()) {
            throw new IllegalArgumentException("an endpoint's options stand in its URI");
        }
        if (normalized) {
            EndpointRules.check(uri);
            return super.doGetEndpoint(uri, null, true, prototype);
        }
        String checked = EndpointRules.checked(resolvePropertyPlaceholders(uri));
        return super.doGetEndpoint(checked, null, true, prototype);
    }

    /** Camel looks for its parts through the thread's class loader, which in a container is anybody's. */
    static <T> T withCamelsClassLoader(Callable<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(DefaultCamelContext.class.getClassLoader());
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(RouteFileException.words(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
