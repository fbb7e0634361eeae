package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.service.Cameras;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads cameras' logins from the registry at the moment they are needed, off the loop; keeps none. */
final class Logins {
    private final Cameras cameras;
    private final Executor executor;
    private final Loop loop;
    private final SecretKeySpec key;

    /** @param executor may block */
    Logins(Cameras cameras, Executor executor, Loop loop) {
        this.cameras = cameras;
        this.executor = executor;
        this.loop = loop;
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** What the registry said. */
    sealed interface Reading {
        record Found(Credentials credentials) implements Reading {}

        record Lost(String detail) implements Reading {}
    }

    /** @param then told on the loop */
    void read(String camera, Consumer<Reading> then) {
        try {
            executor.execute(() -> {
                Reading reading = read(camera);
                loop.execute(() -> then.accept(reading));
            });
        } catch (RejectedExecutionException e) {
            loop.execute(() -> then.accept(new Reading.Lost("the login could not be read: too much waits for it")));
        }
    }

    private Reading read(String camera) {
        try {
            return new Reading.Found(cameras.credentials(camera));
        } catch (RuntimeException e) {
            return new Reading.Lost(
                    "the login could not be read: " + e.getClass().getSimpleName());
        }
    }

    /** Tells two logins apart without keeping them. Means nothing outside of this process. */
    String mark(Credentials credentials) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(credentials.user().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(credentials.password().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
