package id.pantau.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
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
            table("status_history", "seq", "camera:text happened:time status:text reason:text detail:text"),
            table("observed", "seq", "started:time seen:time"),
            table(
                    ViewTable.NAME,
                    "camera",
                    "camera:text approved:time approved_by:text reference:bytes reference_taken:time changed:time"
                            + " detail:text evidence:bytes evidence_taken:time"),
            table("sponsorships", "camera, season", "camera:text season:integer sponsor:text source:text"),
            table("partner_contacts", "partner", "partner:text contact:text"),
            table("key_scopes", "hash", "hash:text scope:text"),
            table(
                    "agreements",
                    "number",
                    "number:text partner:text parties:text begins:text ends:text shared:text hours:text"
                            + " incident_only:flag revoked:time"),
            table("withheld", "camera", "camera:text since:time"),
            table("incidents", "id", "id:text place:text opened:time ends:time who:text why:text"),
            table(
                    "premises",
                    "partner, name",
                    "partner:text name:text latitude:number longitude:number radius:integer"),
            table("permit_duties", "permit", "permit:text partner:text cameras:integer issued:text due:text"),
            table("looks", "camera, who, seen_on", "camera:text who:text seen_on:text first_seen:time last_seen:time"),
            table("audit", "seq", "happened:time who:text action:text subject:text why:text"));

    private static final int BATCH = 500;

    private Tables() {}

    /**
     * A table.
     *
     * @param order the columns that its rows are written by; where they are not among the columns, the database numbers
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

        /** How many rows are held in memory at a time, at most. */
        int batch() {
            return columns.stream().anyMatch(column -> column.kind() == Kind.BYTES) ? 1 : BATCH;
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
        TIME,
        BYTES;

        /** The column's value as something that JSON has. */
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            if (this == TIME) {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toInstant().toString();
            }
            if (this == BYTES) {
                byte[] bytes = row.getBytes(column);
                return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
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
                case TEXT, TIME, BYTES -> value.isTextual();
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
                case BYTES -> Base64.getDecoder().decode(value.textValue());
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
