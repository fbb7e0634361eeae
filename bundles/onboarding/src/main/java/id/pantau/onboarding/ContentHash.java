package id.pantau.onboarding;

import id.pantau.model.CameraRequest;
import id.pantau.onboarding.RowCheck.Checked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A number for what a submission means, whatever its format and the order of its fields, and whatever the city allows that day.
 * Passwords are part of the meaning, so it is keyed: without the key, which stands beside the registry's own in {@code keys/} and
 * not in the database, nobody can try passwords against it.
 */
final class ContentHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    ContentHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With the key in {@code keys/onboarding.key} of the state folder, which is made when there is none. */
    static ContentHash in(Path state) {
        try {
            Path file = state.resolve("keys").resolve("onboarding.key");
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException("The key file " + file + " is damaged: put it back from a backup");
            }
            return new ContentHash(key);
        } catch (IOException e) {
            throw new UncheckedIOException("The key for onboarding cannot be read or made below " + state, e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = Objects.requireNonNull(file.getParent());
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path fresh = Files.createTempFile(
                folder,
                "onboarding",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** The number of a submission whose rows come one by one. */
    static final class Running {
        private final Mac mac;

        private Running(Mac mac) {
            this.mac = mac;
        }

        void add(Checked row) {
            if (row.meant().isPresent()) {
                update(mac, row.meant().get());
            } else {
                update(mac, row);
            }
        }

        /** Once, after the last row. */
        String hex() {
            return HexFormat.of().formatHex(mac.doFinal());
        }
    }

    Running begin() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Running(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, CameraRequest request) {
        add(mac, "valid");
        add(mac, request.ref());
        add(mac, request.name());
        add(mac, request.endpoint().toString());
        add(mac, request.credentials().user());
        add(mac, request.credentials().password());
        add(mac, Double.toString(request.latitude()));
        add(mac, Double.toString(request.longitude()));
        add(mac, request.scene().code());
        add(mac, Boolean.toString(request.publicConsent()));
    }

    private static void update(Mac mac, Checked invalid) {
        add(mac, "invalid");
        for (String field : Fields.ALL) {
            Object value = invalid.raw().values().get(field);
            add(mac, value == null ? "" : value.toString());
        }
    }

    /** Each part with its length, so that no two meanings run into one another. */
    private static void add(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
