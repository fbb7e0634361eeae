package id.pantau.camel.routes;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A service of which a test scripts some methods; the others are refused. */
final class Stub {
    private Stub() {}

    interface Answer {
        Object to(Object[] arguments) throws Throwable;
    }

    static <S> S of(Class<S> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return answer.to(arguments);
                }));
    }
}
