package id.pantau.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        return failures(contract, List.of(selectClass(contract)));
    }

    /** The same of one test alone, by its method's name. */
    public static Set<String> failures(Class<?> contract, String method) {
        return failures(contract, List.of(selectMethod(contract, method)));
    }

    private static Set<String> failures(Class<?> contract, List<? extends DiscoverySelector> selectors) {
        Set<String> failed = new TreeSet<>();
        int[] run = {0};
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    run[0]++;
                }
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName());
                }
            }
        });
        if (run[0] == 0) {
            throw new IllegalStateException("no test in " + contract);
        }
        return failed;
    }
}
