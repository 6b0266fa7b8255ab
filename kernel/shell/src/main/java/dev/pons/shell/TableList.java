package dev.pons.shell;

import dev.pons.core.control.TableControl;
import dev.pons.core.control.TableView.Kind;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Code tables, and what channels remember. */
@Service
@Command(
        scope = "table",
        name = "list",
        description = "Lists code tables and what channels remember, with how many keys each has",
        detailedDescription = "Example: table:list")
@SuppressWarnings("NullAway.Init")
public final class TableList extends EngineCommand {

    @Reference TableControl tables;

    @Override
    int run() {
        var table = new Table("TABLE", "FROM", ">KEYS", "~COLUMNS", "~CHANNELS");
        for (var view : tables.tables()) {
            table.row(
                    view.name(),
                    view.kind() == Kind.FILE ? "tables/" + view.name() + ".csv" : "remember",
                    view.keys(),
                    String.join(", ", view.columns()),
                    String.join(", ", view.channels()));
        }
        if (table.isEmpty()) {
            out.println("no tables: put NAME.csv into tables/, or write a step remember");
        } else {
            print(table, "");
        }
        return 0;
    }
}
