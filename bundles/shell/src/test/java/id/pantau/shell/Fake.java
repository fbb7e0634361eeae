package id.pantau.shell;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service that answers as told and remembers what it was asked. */
final class Fake<S> {
    private final Class<S> type;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    Fake(Class<S> type) {
        this.type = type;
    }

    Fake<S> on(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    Fake<S> on(String method, Object value) {
        return on(method, (Answer) arguments -> value);
    }

    /** Calls that have an answer, as {@code method[arguments]}. */
    List<String> calls() {
        return calls;
    }

    Class<S> type() {
        return type;
    }

    S service() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            Answer answer = answers.get(method.getName());
            if (answer == null) {
                if (method.getDeclaringClass() == Object.class) {
                    return switch (method.getName()) {
                        case "equals" -> proxy == given[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> type.getSimpleName();
                    };
                }
                throw new AssertionError("nobody expected " + type.getSimpleName() + "." + method.getName());
            }
            calls.add(method.getName() + Arrays.toString(given));
            return answer.to(given);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @FunctionalInterface
    interface Answer {
        Object to(Object[] arguments) throws Throwable;
    }
}
