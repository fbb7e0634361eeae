package id.pantau.web;

import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.service.Submissions;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/** The one submission that there is, of bank-anu; the web bundle asks for its summary and for nothing else. */
final class CitySubmissions {
    private CitySubmissions() {}

    static Submissions create() {
        return (Submissions) Proxy.newProxyInstance(
                Submissions.class.getClassLoader(), new Class<?>[] {Submissions.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("summaries")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return arguments[0].equals("bank-anu") ? List.of(summary()) : List.of();
                });
    }

    private static SubmissionSummary summary() {
        return new SubmissionSummary(
                "r1", "2026-11-a", City.NOON, Map.of(RowState.LIVE, 3, RowState.INVALID, 1, RowState.PROBING, 2));
    }
}
