package id.pantau.onboarding;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes as text, strictly: what is not UTF-8 is nothing, never a replacement character. */
final class Utf8 {
    private static final int BOM_LENGTH = 3;

    private Utf8() {}

    static Optional<String> decode(byte[] bytes, int from, int to) {
        try {
            return Optional.of(
                    strict().decode(ByteBuffer.wrap(bytes, from, to - from)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The whole text behind a byte order mark; reading fails with a {@link CharacterCodingException} at the first wrong byte. */
    static Reader reader(byte[] bytes) {
        int start = start(bytes);
        return new InputStreamReader(new ByteArrayInputStream(bytes, start, bytes.length - start), strict());
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Where the text begins, behind a byte order mark. */
    static int start(byte[] bytes) {
        boolean bom = bytes.length >= BOM_LENGTH
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
        return bom ? BOM_LENGTH : 0;
    }
}
