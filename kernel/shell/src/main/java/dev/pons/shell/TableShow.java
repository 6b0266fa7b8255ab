package dev.pons.shell;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.TableRow;
import dev.pons.core.control.TableView;
import dev.pons.core.control.TableView.Kind;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** One table, or what stands under one key. */
@Service
@Command(
        scope = "table",
        name = "show",
        description =
                "Shows the first rows of a code table. CONTENT, with a key: what stands under it,"
                        + " also of what channels remember",
        detailedDescription = "Example: table:show wards W1")
@SuppressWarnings("NullAway.Init")
public final class TableShow extends EngineCommand {

    private static final int MOST = 1000;

    @Reference TableControl tables;

    @Argument(
            name = "TABLE [KEY]",
            description = "Its name; a key of it",
            required = true,
            multiValued = true)
    @Completion(TableNames.class)
    List<String> words;

    @Option(name = "--limit", description = "At most so many rows, up to 1000")
    long limit = 20;

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.isEmpty() || names.size() > 2) {
            throw new UsageException("a table, and a key if wanted");
        }
        if (limit > MOST) {
            throw new UsageException("--limit is at most " + MOST + "; the file has all rows");
        }
        return names.size() == 1 ? all(names.get(0)) : one(names.get(0), names.get(1));
    }

    private int all(String name) {
        var rows = tables.rows(name, (int) limit);
        for (var view : tables.tables()) {
            if (view.name().equals(name)) {
                head(view);
                if (view.kind() == Kind.FILE && !rows.isEmpty()) {
                    rows(view, rows);
                }
            }
        }
        return 0;
    }

    private void head(TableView view) {
        boolean file = view.kind() == Kind.FILE;
        out.println("table     " + view.name());
        out.println("from      " + (file ? "tables/" + view.name() + ".csv" : "remember"));
        out.println("keys      " + view.keys());
        if (!file) {
            var channels = String.join(", ", view.channels());
            out.println("channels  " + (channels.isEmpty() ? "none now" : channels));
            out.println(
                    "Keys and values are content and not listed; table:show "
                            + view.name()
                            + " KEY shows what stands under one.");
        }
    }

    private void rows(TableView view, List<List<String>> rows) {
        var table = new Table(view.columns().stream().map(c -> "~" + c).toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray()));
        out.println();
        print(table, "");
        if (rows.size() < view.keys()) {
            out.println("and " + (view.keys() - rows.size()) + " more; --limit N shows more");
        }
    }

    private int one(String name, String key) {
        var found = tables.find(name, key);
        if (found.isEmpty()) {
            throw new ControlException("nothing stands under this key in " + name);
        }
        found.forEach(row -> print(name, row));
        return 0;
    }

    private void print(String name, TableRow row) {
        var until = row.until().map(at -> ", until " + times.iso(at)).orElse("");
        out.println(row.kind() == Kind.FILE ? "tables/" + name + ".csv" : "remembered" + until);
        var table = new Table("NAME", "VALUE");
        row.values().forEach(table::row);
        print(table, "  ");
    }
}
