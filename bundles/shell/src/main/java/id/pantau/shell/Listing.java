package id.pantau.shell;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Things with their properties, for people as a table and for programs as JSON. */
public final class Listing<T> {
    /** Pure ASCII, so that it survives whatever character set the caller's terminal has. */
    private static final ObjectWriter JSON =
            new ObjectMapper().writerWithDefaultPrettyPrinter().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final List<T> items;
    private final List<Column<T>> columns = new ArrayList<>();

    public Listing(Collection<T> items) {
        this.items = List.copyOf(items);
    }

    /** A property in both forms. */
    public Listing<T> column(String name, Function<? super T, ?> value) {
        columns.add(new Column<>(name, value, true));
        return this;
    }

    /** A property in JSON, and where there is room: when one thing is shown alone. */
    public Listing<T> detail(String name, Function<? super T, ?> value) {
        columns.add(new Column<>(name, value, false));
        return this;
    }

    /** @param format whether with headings and borders; else one line per thing, its cells separated by tabs */
    void printTable(PrintStream out, boolean format) {
        List<Column<T>> shown = columns.stream().filter(Column::inTable).toList();
        if (!format) {
            items.forEach(item -> out.println(String.join("\t", cells(item, shown))));
            return;
        }
        ShellTable table = new ShellTable().emptyTableText("none");
        shown.forEach(column -> table.column(column.name()));
        items.forEach(item -> table.addRow().addContent(cells(item, shown).toArray()));
        table.print(out);
    }

    /** Each thing by itself, a line per property. */
    void printDetails(PrintStream out, boolean format) {
        for (T item : items) {
            if (!format) {
                columns.forEach(column -> out.println(column.name() + "\t" + cell(column.value(item))));
                continue;
            }
            ShellTable table = new ShellTable().noHeaders();
            table.column("property");
            table.column("value");
            columns.forEach(column -> table.addRow().addContent(column.name(), cell(column.value(item))));
            table.print(out);
        }
    }

    void printJson(PrintStream out) throws IOException {
        out.println(JSON.writeValueAsString(items.stream().map(this::properties).toList()));
    }

    /** With a header line, and everything that JSON has. */
    void printCsv(PrintStream out) {
        out.print(Csv.line(columns.stream().map(Column::name).toList()));
        items.forEach(item -> out.print(Csv.line(cells(item, columns))));
    }

    void printJsonObject(PrintStream out) throws IOException {
        out.println(JSON.writeValueAsString(properties(items.get(0))));
    }

    private Map<String, @Nullable Object> properties(T item) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        columns.forEach(column -> properties.put(column.name(), column.value(item)));
        return properties;
    }

    private static <T> List<String> cells(T item, List<Column<T>> columns) {
        return columns.stream().map(column -> cell(column.value(item))).toList();
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return cell(map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList());
        }
        return value == null ? "" : Printable.cell(value instanceof List<?> list ? joined(list) : value);
    }

    private static String joined(List<?> list) {
        return String.join(", ", list.stream().map(String::valueOf).toList());
    }

    private record Column<T>(String name, Function<? super T, ?> function, boolean inTable) {
        @Nullable
        Object value(T item) {
            return plain(function.apply(item));
        }

        private static @Nullable Object plain(@Nullable Object value) {
            if (value instanceof Optional<?> optional) {
                return plain(optional.orElse(null));
            }
            return value instanceof Temporal time ? time.toString() : value;
        }
    }
}
