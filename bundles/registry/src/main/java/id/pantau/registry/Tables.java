package id.pantau.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a backup holds of the database: everything, table by table, those first that others refer to. */
final class Tables {
    static final List<Table> ALL = List.of(
            table("points", "id", "id:text name:text kecamatan:text latitude:number longitude:number"),
            table("partners", "name", "name:text title:text"),
            table("partner_keys", "hash", "hash:text partner:text created:time"),
            table("users", "name", "name:text role:text password:text version:integer"),
            table(
                    CameraTable.NAME,
                    "id",
                    "id:text name:text point:text partner:text ref:text vendor:text endpoint:text channel:text"
                            + " scene:text public_consent:flag login:text"),
            table(
                    "publications",
                    "camera",
                    "camera:text stand:text reason:text detail_id:text detail_en:text since:time"),
            table("submissions", "id", "id:text partner:text name:text content_hash:text received:time"),
            table(
                    RowTable.NAME,
                    "id",
                    "id:text submission:text line:integer ref:text state:text claim:text reason_id:text reason_en:text"
                            + " name:text endpoint:text latitude:number longitude:number scene:text"
                            + " public_consent:flag login:text vendor:text channel:text pinned:text camera:text"
                            + " changed:time"),
            table("audit", "seq", "happened:time who:text action:text subject:text why:text"));

    private Tables() {}

    /**
     * A table.
     *
     * @param order the column that its rows are written by; where it is not among the columns, the database numbers
     *     the rows anew in that order
     */
    record Table(String name, String order, List<Column> columns) {
        String select() {
            return "select " + names() + " from " + name + " order by " + order;
        }

        String insert() {
            return "insert into " + name + " (" + names() + ") values ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        }

        private String names() {
            return columns.stream().map(Column::name).collect(Collectors.joining(", "));
        }
    }

    record Column(String name, Kind kind) {}

    enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        FLAG,
        TIME;

        /** The column's value as something that JSON has. */
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            if (this == TIME) {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toInstant().toString();
            }
            return row.getObject(column);
        }

        /**
         * The value for the database.
         *
         * @throws IllegalArgumentException when the JSON has another type
         * @throws java.time.DateTimeException when it is no time
         */
        Object parse(JsonNode value) {
            boolean fits = switch (this) {
                case TEXT, TIME -> value.isTextual();
                case NUMBER -> value.isNumber();
                case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
                case FLAG -> value.isBoolean();
            };
            if (!fits) {
                throw new IllegalArgumentException("not a " + name());
            }
            return switch (this) {
                case TEXT -> value.textValue();
                case NUMBER -> value.doubleValue();
                case INTEGER -> value.longValue();
                case FLAG -> value.booleanValue();
                case TIME -> Instant.parse(value.textValue());
            };
        }
    }

    private static Table table(String name, String order, String columns) {
        return new Table(
                name,
                order,
                Arrays.stream(columns.split(" ")).map(Tables::column).toList());
    }

    private static Column column(String nameAndKind) {
        int colon = nameAndKind.indexOf(':');
        return new Column(
                nameAndKind.substring(0, colon),
                Kind.valueOf(nameAndKind.substring(colon + 1).toUpperCase(java.util.Locale.ROOT)));
    }
}
