package id.pantau.vendor.push;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notation of RTMP's commands (AMF 0), as far as commands use it; bounded in depth and number. */
final class Amf0 {
    /** What null and undefined are read as. */
    static final Object NOTHING = new Object();

    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 512;
    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int ARRAY_BY_NAME = 8;
    private static final int END = 9;
    private static final int ARRAY = 10;
    private static final int DATE = 11;
    private static final int LONG_STRING = 12;

    private final ByteBuffer bytes;
    private int values;

    private Amf0(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * All values to the end: Double, Boolean, String, Map, List or {@link #NOTHING}.
     *
     * @throws IOException when it is something else, or more or deeper than a command is
     */
    static List<Object> read(ByteBuffer bytes) throws IOException {
        Amf0 reader = new Amf0(bytes);
        List<Object> all = new ArrayList<>();
        try {
            while (bytes.hasRemaining()) {
                all.add(reader.value(0));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("AMF0 that ends too early", e);
        }
        return all;
    }

    private Object value(int depth) throws IOException {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw new IOException("AMF0 of more than " + DEEPEST + " levels or " + MOST_VALUES + " values");
        }
        int marker = bytes.get() & 0xFF;
        return switch (marker) {
            case NUMBER -> bytes.getDouble();
            case BOOLEAN -> bytes.get() != 0;
            case STRING -> text(bytes.getShort() & 0xFFFF);
            case LONG_STRING -> text(bytes.getInt());
            case NULL, UNDEFINED -> NOTHING;
            case OBJECT -> members(depth);
            case ARRAY_BY_NAME -> {
                bytes.getInt(); // a number of members that need not be true
                yield members(depth);
            }
            case ARRAY -> elements(depth);
            case DATE -> {
                double millis = bytes.getDouble();
                bytes.getShort();
                yield millis;
            }
            default -> throw new IOException("an AMF0 value of type " + marker);
        };
    }

    private Map<String, Object> members(int depth) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (true) {
            String name = text(bytes.getShort() & 0xFFFF);
            if (name.isEmpty() && bytes.hasRemaining() && bytes.get(bytes.position()) == END) {
                bytes.get();
                return members;
            }
            members.put(name, value(depth + 1));
        }
    }

    private List<Object> elements(int depth) throws IOException {
        int count = bytes.getInt();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i != count; i++) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private String text(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Double, String, Map of these, or {@link #NOTHING}, one behind the other. */
    static byte[] write(List<?> values) {
        ByteBuffer out = ByteBuffer.allocate(2048);
        values.forEach(value -> write(out, value));
        byte[] written = new byte[out.position()];
        out.flip().get(written);
        return written;
    }

    private static void write(ByteBuffer out, Object value) {
        if (value instanceof Double number) {
            out.put((byte) NUMBER).putDouble(number);
        } else if (value instanceof String text) {
            out.put((byte) STRING);
            writeText(out, text);
        } else if (value instanceof Map<?, ?> members) {
            out.put((byte) OBJECT);
            members.forEach((name, member) -> {
                writeText(out, String.valueOf(name));
                write(out, member);
            });
            out.putShort((short) 0).put((byte) END);
        } else {
            out.put((byte) NULL);
        }
    }

    private static void writeText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }
}
