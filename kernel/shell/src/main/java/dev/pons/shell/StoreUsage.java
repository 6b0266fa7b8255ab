package dev.pons.shell;

import dev.pons.core.control.StoreView;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What the data folder takes on disk, and of whom. */
@Service
@Command(
        scope = "store",
        name = "usage",
        description = "Shows what is on disk by channel, and what retention will delete next",
        detailedDescription = "Example: store:usage")
public final class StoreUsage extends EngineCommand {

    @Override
    int run() {
        var store = control.storage().usage();
        var table =
                new Table(
                        "CHANNEL",
                        ">MESSAGES",
                        ">CONTENT",
                        ">METADATA",
                        ">LARGE",
                        "OLDEST",
                        "NEXT");
        for (var line : store.channels()) {
            table.row(
                    line.channel().isEmpty() ? "(engine)" : line.channel(),
                    line.messages(),
                    Bytes.text(line.content()),
                    Bytes.text(line.metadata()),
                    Bytes.text(line.large()),
                    line.oldest().map(times::iso).orElse(""),
                    line.next().map(this::next).orElse("keeps all"));
        }
        if (table.isEmpty()) {
            out.println("nothing was compacted yet");
        } else {
            print(table, "");
        }
        out.println("of all channels");
        out.println("  journal, not compacted yet  " + Bytes.text(store.journal()));
        out.println("  large, not compacted yet    " + Bytes.text(store.large()));
        out.println("  search index                " + Bytes.text(store.index()));
        return 0;
    }

    private String next(StoreView.Next next) {
        return (next.content() ? "content" : "all")
                + " of "
                + Bytes.text(next.bytes())
                + " in "
                + times.until(next.at());
    }
}
