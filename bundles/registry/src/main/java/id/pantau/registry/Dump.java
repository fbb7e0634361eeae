package id.pantau.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.registry.Tables.Column;
import id.pantau.registry.Tables.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry as lines of JSON, the same for every database: a first line that says what it is, a line for each row,
 * and a last line with their number, so that a file that was cut off is noticed. Logins are in it as they are in the
 * database: encrypted.
 */
final class Dump {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORMAT = "pantau-registry";
    private static final Map<String, Table> TABLES =
            Tables.ALL.stream().collect(Collectors.toMap(Table::name, table -> table));

    private Dump() {}

    /** Not a dump, or one that this version cannot read; the message says what and where. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(long line, String problem) {
            super("line " + line + ": " + problem);
        }
    }

    static void write(Connection c, Writer out) throws SQLException, IOException {
        line(out, JSON.createObjectNode().put("format", FORMAT).put("schema", Schema.VERSION));
        long rows = 0;
        for (Table table : Tables.ALL) {
            rows += write(c, table, out);
        }
        line(out, JSON.createObjectNode().put("rows", rows));
    }

    private static long write(Connection c, Table table, Writer out) throws SQLException, IOException {
        try (PreparedStatement statement = c.prepareStatement(table.select())) {
            statement.setFetchSize(table.batch());
            try (ResultSet result = statement.executeQuery()) {
                long rows = 0;
                while (result.next()) {
                    ObjectNode row = JSON.createObjectNode();
                    for (Column column : table.columns()) {
                        row.putPOJO(column.name(), column.kind().read(result, column.name()));
                    }
                    line(out, JSON.createObjectNode().put("table", table.name()).set("row", row));
                    rows++;
                }
                return rows;
            }
        }
    }

    private static void line(Writer out, JsonNode line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
    }

    /** Puts a dump in place of everything, in the caller's transaction; returns the number of rows. */
    static long replace(Connection c, BufferedReader in) throws SQLException, IOException, BrokenException {
        JsonNode head = parse(in.readLine(), 1);
        if (!FORMAT.equals(head.path("format").textValue())) {
            throw new BrokenException(1, "not a registry's backup");
        }
        if (!Schema.READABLE.contains(head.path("schema").asText())) {
            throw new BrokenException(
                    1,
                    "made with schema " + head.path("schema").asText() + ", this version of Pantau has schema "
                            + Schema.VERSION);
        }
        for (int i = Tables.ALL.size() - 1; i >= 0; i--) {
            Sql.update(c, "delete from " + Tables.ALL.get(i).name());
        }
        return insertAll(c, in);
    }

    private static long insertAll(Connection c, BufferedReader in) throws SQLException, IOException, BrokenException {
        List<@Nullable Object[]> waiting = new ArrayList<>();
        Table table = Tables.ALL.get(0);
        long rows = 0;
        JsonNode line = parse(in.readLine(), 2);
        while (line.has("table")) {
            Table next = TABLES.get(line.path("table").asText());
            if (next == null) {
                throw new BrokenException(rows + 2, "unknown table");
            }
            if (next != table || waiting.size() == table.batch()) {
                Sql.batch(c, table.insert(), waiting);
                waiting.clear();
                table = next;
            }
            waiting.add(values(next, line.path("row"), rows + 2));
            rows++;
            line = parse(in.readLine(), rows + 2);
        }
        Sql.batch(c, table.insert(), waiting);
        if (line.path("rows").asLong(-1) != rows || in.readLine() != null) {
            throw new BrokenException(rows + 2, "the number of rows is not what the last line says");
        }
        return rows;
    }

    private static JsonNode parse(@Nullable String line, long number) throws BrokenException {
        if (line == null) {
            throw new BrokenException(number, "the file ends too early");
        }
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BrokenException(number, "not JSON");
        }
    }

    private static @Nullable Object[] values(Table table, JsonNode row, long line) throws BrokenException {
        if (row.size() != table.columns().size()) {
            throw new BrokenException(line, "not the columns of table " + table.name());
        }
        @Nullable Object[] values = new @Nullable Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = table.columns().get(i);
            JsonNode value = row.path(column.name());
            try {
                values[i] = value.isNull() ? null : column.kind().parse(value);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new BrokenException(line, "no usable value for " + table.name() + "." + column.name());
            }
        }
        return values;
    }
}
