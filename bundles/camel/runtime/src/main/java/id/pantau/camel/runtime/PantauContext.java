package id.pantau.camel.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.beanclass.ClassComponent;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.PackageScanClassResolver;
import org.apache.camel.support.PluginHelper;

/** How Pantau sets Camel up. */
final class PantauContext {
    /** Camel waits 45 seconds by default; a bundle that leaves has 5. */
    static final int SHUTDOWN_SECONDS = 5;

    /** How many facts a topic holds before it drops. */
    static final int TOPIC_SIZE = 10_000;

    /** How soon a topic's reader notices that it is to stop. */
    private static final int TOPIC_POLL_MILLIS = 200;

    private PantauContext() {}

    static DefaultCamelContext start(ClassResolver classes) {
        return start(classes, List.of());
    }

    /** @param converters of bundles whose type converters Camel loads now; it looks for those past the class resolver */
    static DefaultCamelContext start(ClassResolver classes, Collection<ClassLoader> converters) {
        return withCamelsClassLoader(() -> {
            DefaultCamelContext context = new DefaultCamelContext(false);
            context.disableJMX();
            context.getCamelContextExtension().setName("pantau");
            context.setApplicationContextClassLoader(PantauContext.class.getClassLoader());
            context.setClassResolver(classes);
            PackageScanClassResolver scanner = PluginHelper.getPackageScanClassResolver(context);
            converters.forEach(scanner::addClassLoader);
            context.build();
            context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
            context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
            SedaComponent seda = context.getComponent("seda", SedaComponent.class);
            seda.setQueueSize(TOPIC_SIZE);
            seda.setDefaultPollTimeout(TOPIC_POLL_MILLIS);
            // remembers classes, and with them the class loaders of bundles that have left
            context.getComponent("bean", BeanComponent.class).setBeanInfoCacheSize(0);
            context.getComponent("class", ClassComponent.class).setBeanInfoCacheSize(0);
            context.start();
            return context;
        });
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
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
