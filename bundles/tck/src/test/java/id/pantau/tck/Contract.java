package id.pantau.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract against an implementation, to see what it says. */
public final class Contract {
    private Contract() {}

    /** The display names of the tests of {@code contract} that failed, sorted. */
    public static Set<String> failures(Class<?> contract) {
        return Set.copyOf(run(contract, selectClass(contract)).keySet());
    }

    /** What one test alone, by its method's name, says when it fails; empty when it passes. */
    public static Optional<String> complaint(Class<?> contract, String method) {
        return run(contract, selectMethod(contract, method)).values().stream().findFirst();
    }

    private static Map<String, String> run(Class<?> contract, DiscoverySelector selector) {
        Map<String, String> failed = new TreeMap<>();
        int[] run = {0};
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    run[0]++;
                }
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.put(
                            test.getDisplayName(),
                            result.getThrowable().map(Throwable::toString).orElse("for no reason"));
                }
            }
        });
        if (run[0] == 0) {
            throw new IllegalStateException("no test in " + contract);
        }
        return failed;
    }
}
