package dev.pons.core.engine;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.TableRow;
import dev.pons.core.control.TableView;
import dev.pons.core.control.TableView.Kind;
import dev.pons.core.language.CodeTable;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Notes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What operators see of tables, and what they take out. Any thread. */
final class TableDesk implements TableControl {

    private static final Logger LOG = LoggerFactory.getLogger(TableDesk.class);
    private static final List<String> USES = List.of("remember", "recall", "forget");

    private final Kit kit;
    private final Roster roster;

    TableDesk(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    @Override
    public List<TableView> tables() {
        var users = users();
        var remembered = new TreeMap<>(sizes());
        users.keySet().forEach(name -> remembered.putIfAbsent(name, 0L));
        var all = new ArrayList<TableView>();
        files().map(t -> new TableView(t.name(), Kind.FILE, t.columns(), t.size(), List.of()))
                .forEach(all::add);
        remembered.forEach(
                (name, keys) ->
                        all.add(
                                new TableView(
                                        name,
                                        Kind.REMEMBERED,
                                        List.of(),
                                        keys,
                                        List.copyOf(users.getOrDefault(name, new TreeSet<>())))));
        all.sort(Comparator.comparing(TableView::name).thenComparing(TableView::kind));
        return List.copyOf(all);
    }

    private Stream<CodeTable> files() {
        var tables = kit.site().tables();
        return tables.names().stream().flatMap(name -> tables.named(name).stream());
    }

    /** Channels by the tables that their steps remember, recall or forget in. */
    private Map<String, TreeSet<String>> users() {
        var users = new TreeMap<String, TreeSet<String>>();
        for (var channel : roster.channels()) {
            channel.text()
                    .file()
                    .ifPresent(
                            file ->
                                    USES.stream()
                                            .flatMap(kind -> MemoryUse.of(file, kind).stream())
                                            .forEach(
                                                    use ->
                                                            users.computeIfAbsent(
                                                                            use.table(),
                                                                            n -> new TreeSet<>())
                                                                    .add(channel.name)));
        }
        return users;
    }

    private Map<String, Long> sizes() {
        try {
            var sizes = new TreeMap<>(kit.store().notes().sizes());
            sizes.remove(Notes.SEQUENCES);
            return sizes;
        } catch (IOException e) {
            throw new ControlException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<List<String>> rows(String table, int most) {
        known(table);
        return kit.site().tables().named(table).map(t -> t.rows(most)).orElse(List.of());
    }

    @Override
    public List<TableRow> find(String table, String key) {
        known(table);
        var all = new ArrayList<TableRow>();
        kit.site()
                .tables()
                .named(table)
                .flatMap(t -> t.row(key).map(cells -> named(t.columns(), cells)))
                .ifPresent(values -> all.add(new TableRow(Kind.FILE, values, Optional.empty())));
        kit.memory()
                .note(table, key, kit.clock().instant())
                .ifPresent(
                        note -> all.add(new TableRow(Kind.REMEMBERED, note.values(), until(note))));
        return List.copyOf(all);
    }

    private static Map<String, String> named(List<String> columns, List<String> cells) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), cells.get(i));
        }
        return values;
    }

    private static Optional<Instant> until(Notes.Note note) {
        return note.until() == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(note.until()));
    }

    private void known(String table) {
        var names = new TreeSet<String>();
        tables().forEach(view -> names.add(view.name()));
        if (!names.contains(table)) {
            throw ControlException.unknown(
                    "there is no table " + table + DidYouMean.words(table, names));
        }
    }

    @Override
    public void forget(String table, String key, String who, String why) {
        if (why.isBlank()) {
            throw new ControlException("what is taken out needs a reason; add --why \"...\"");
        }
        known(table);
        if (kit.memory().note(table, key, kit.clock().instant()).isEmpty()) {
            throw new ControlException(
                    kit.site().tables().named(table).isPresent()
                            ? "nothing is remembered under this key; rows of tables/"
                                    + table
                                    + ".csv are taken out of the file"
                            : "nothing is remembered under this key in " + table);
        }
        var act = Keepsakes.forgetting(table, key, kit.clock().millis(), who, why);
        try {
            kit.recorder().now(List.of((Entry) act), Acts.PATIENCE);
        } catch (IOException e) {
            throw new ControlException("it cannot be kept: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
        kit.memory().soon(Keepsakes.forgotten(act));
        LOG.info("table {}: {} took out what was remembered under a key", table, who);
    }
}
