package id.pantau.itests;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** Looks for a secret in every spelling that a careless program would leave behind. */
final class Secrets {
    private final Map<String, String> spellings = new LinkedHashMap<>();

    Secrets(String user, String secret) {
        spell("plain", secret.getBytes(StandardCharsets.UTF_8));
        spell("UTF-16BE", secret.getBytes(StandardCharsets.UTF_16BE));
        spell("UTF-16LE", secret.getBytes(StandardCharsets.UTF_16LE));
        spell("URL-encoded", URLEncoder.encode(secret, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        spell("base64", base64(secret));
        spell("base64 of user and password", base64(user + ":" + secret));
    }

    /** Base64 without its last group, which depends on what follows. */
    private static byte[] base64(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return encoded.substring(0, encoded.length() - 4).getBytes(StandardCharsets.US_ASCII);
    }

    private void spell(String name, byte[] bytes) {
        spellings.put(name, latin1(bytes));
    }

    List<String> in(String where, byte[] bytes) {
        String text = latin1(bytes);
        List<String> found = new ArrayList<>();
        spellings.forEach((name, spelling) -> {
            if (text.contains(spelling)) {
                found.add(name + " in " + where);
            }
        });
        return found;
    }

    /** In every file below a folder; what is in a zip file is looked at unpacked. */
    List<String> below(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            // the distribution's own jars, which were there before the secret
            if (!file.toString().contains("/container/system/")
                    && !file.toString().contains("/container/lib/")) {
                found.addAll(in(file.toString(), Files.readAllBytes(file)));
            }
        }
        return found;
    }

    List<String> inZip(Path zip) throws IOException {
        List<String> found = new ArrayList<>();
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().toList()) {
                found.addAll(in(entry.getName(), file.getInputStream(entry).readAllBytes()));
            }
        }
        return found;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
