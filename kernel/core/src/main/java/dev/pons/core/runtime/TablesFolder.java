package dev.pons.core.runtime;

import dev.pons.core.control.Finding;
import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Tables;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The code tables of the tables folder: {@code NAME.csv} is table NAME. A file that changed counts
 * from the next message on; one that is wrong or gone leaves the rows that were there, and says so.
 * {@link #look} is called on one thread, the tables are read on any.
 */
final class TablesFolder implements Tables {

    private static final String CSV = ".csv";

    private final Path folder;
    private final Findings findings = new Findings();
    private final Settling settling = new Settling();
    private final Map<String, Stat> seen = new ConcurrentHashMap<>();
    private final Map<String, CodeTable> tables = new ConcurrentHashMap<>();

    /** Does not look yet. */
    TablesFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<CodeTable> named(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(tables.keySet());
    }

    /** What is wrong with files here. */
    List<Finding> findings() {
        return findings.list();
    }

    /**
     * One look; true: something moves, look again soon.
     *
     * @param changed told when tables came or are others
     */
    boolean look(Runnable changed) {
        try {
            var files = Stat.list(folder, file -> file.endsWith(CSV) && !file.startsWith("."));
            findings.clear("tables/");
            var looked = settling.look(files, System.currentTimeMillis());
            boolean some = false;
            for (var file : looked.resting().entrySet()) {
                some |= !file.getValue().equals(seen.get(file.getKey())) && read(file.getKey());
                seen.put(file.getKey(), file.getValue());
            }
            looked.gone().forEach(this::gone);
            if (some) {
                changed.run();
            }
            return !looked.moving().isEmpty();
        } catch (IOException | DirectoryIteratorException fault) {
            findings.report(
                    "tables/",
                    "cannot be read (" + Reason.of(fault) + "); all tables stay as they are",
                    "make " + folder + " a folder that the user of the engine can read");
            return false;
        }
    }

    /** True: the table is another one now. */
    private boolean read(String file) {
        var what = "tables/" + file;
        try {
            var bytes = Files.readAllBytes(folder.resolve(file));
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            tables.put(name(file), CodeTable.read(name(file), text.toString()));
            findings.clear(what);
            return true;
        } catch (CharacterCodingException notUtf8) {
            refuse(what, "is not UTF-8", "save it as UTF-8");
        } catch (IllegalArgumentException wrong) {
            refuse(what, String.valueOf(wrong.getMessage()), "mend the line");
        } catch (IOException unread) {
            refuse(
                    what,
                    "cannot be read (" + Reason.of(unread) + ")",
                    "let the user of the engine read it");
        }
        return false;
    }

    private void refuse(String what, String problem, String remedy) {
        boolean known = tables.containsKey(name(what.substring(what.indexOf('/') + 1)));
        findings.report(
                what,
                problem + (known ? "; its rows from before are used" : "; there is no such table"),
                remedy);
    }

    private void gone(String file) {
        seen.remove(file);
        if (tables.containsKey(name(file))) {
            findings.report(
                    "tables/" + file,
                    "is gone; its last rows are used until the engine stops",
                    "put it back, or take it out of the channels that name it");
        } else {
            findings.clear("tables/" + file);
        }
    }

    private static String name(String file) {
        return file.substring(0, file.length() - CSV.length());
    }
}
