package id.pantau.shell.user;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * An OpenSSH public key (RFC 4253, 6.6; RFC 5656, 3.1) of a kind that Karaf 4.4's console accepts: RSA, or ECDSA on
 * nistp521. Karaf knows no Ed25519, and takes the coordinates of the smaller curves for signed numbers, so that most of
 * those keys never match.
 *
 * @param base64 the key without its kind and comment
 */
record PublicKeyText(String base64) {
    private static final int LONGEST_FILE = 16 << 10;
    private static final int LONGEST_PART = 4096;
    private static final int SHORTEST_RSA = 2048;
    private static final String ECDSA = "ecdsa-sha2-nistp521";

    /** @throws IllegalArgumentException when this is no usable public key */
    static PublicKeyText read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST_FILE + 1);
        }
        if (bytes.length > LONGEST_FILE) {
            throw new IllegalArgumentException(file + " is too large for a public key");
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (text.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(file + " holds a private key; the public one has the ending .pub");
        }
        String[] parts = text.strip().split("\\s+", 3);
        if (parts.length < 2) {
            throw new IllegalArgumentException(file + " is not an OpenSSH public key");
        }
        try {
            check(Base64.getDecoder().decode(parts[1]), parts[0]);
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalArgumentException(file + " is not a usable public key: " + e.getMessage(), e);
        }
        return new PublicKeyText(parts[1]);
    }

    private static void check(byte[] blob, String kind) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(blob));
        if (!kind.equals(new String(part(in), StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException("it does not hold the kind of key that it names");
        }
        if (kind.equals("ssh-rsa")) {
            part(in);
            if (new BigInteger(1, part(in)).bitLength() < SHORTEST_RSA) {
                throw new IllegalArgumentException("an RSA key has at least " + SHORTEST_RSA + " bits");
            }
        } else if (!kind.equals(ECDSA)) {
            throw new IllegalArgumentException("the console accepts ssh-rsa and " + ECDSA);
        }
    }

    private static byte[] part(DataInputStream in) throws IOException {
        if (in.available() < Integer.BYTES) {
            throw new IllegalArgumentException("it is cut short");
        }
        int length = in.readInt();
        if (length < 0 || length > LONGEST_PART) {
            throw new IllegalArgumentException("it is damaged");
        }
        byte[] part = in.readNBytes(length);
        if (part.length < length) {
            throw new IllegalArgumentException("it is cut short");
        }
        return part;
    }
}
