package dev.pons.plugin.file;

import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.Content;
import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes files from a folder. A file is put aside after its message is durable; a crash between the
 * two gives the message twice, never not at all.
 */
final class FolderPoller implements Poller {

    private enum Fate {
        TAKEN,
        NOT_NOW,
        GONE,
        CHANGED
    }

    private final Inbox inbox;
    private final FileSource.Options options;
    private final Shelf done;
    private final Shelf refused;
    private final Settling settling;
    private final Context context;

    /** On disk, but could not be put aside: never submitted again while this instance lives. */
    private final Set<Found> kept = new HashSet<>();

    FolderPoller(
            Inbox inbox,
            FileSource.Options options,
            Shelf done,
            Shelf refused,
            Settling settling,
            Context context) {
        this.context = context;
        this.inbox = inbox;
        this.options = options;
        this.done = done;
        this.refused = refused;
        this.settling = settling;
    }

    @Override
    public Next poll(Intake intake, Budget budget) throws Exception {
        try {
            store().open();
            var next = look(intake, budget);
            context.up();
            return next;
        } catch (IOException e) {
            // our own words name the folder; those of the system may name a file, which is content
            context.down(Words.of(e));
            throw e;
        } finally {
            store().rest();
        }
    }

    @Override
    public void abort() {
        store().abort();
    }

    @Override
    public void close() {
        store().close();
    }

    private Store store() {
        return inbox.store();
    }

    private Next look(Intake intake, Budget budget) throws Exception {
        var files = inbox.look();
        settling.keep(files);
        kept.retainAll(Set.copyOf(files));
        if (files.isEmpty()) {
            return Next.end();
        }
        refused.prepare();
        if (options.then() == FileSource.Then.MOVE) {
            done.prepare();
        }
        var shortest = Duration.ZERO;
        var troubles = new ArrayList<String>();
        for (var file : files) {
            var rest = settling.rest(file);
            if (!rest.isZero()) {
                shortest = shortest.isZero() || rest.compareTo(shortest) < 0 ? rest : shortest;
                continue;
            }
            if (!budget.left()) {
                return Next.more();
            }
            if (take(file, intake, troubles) == Fate.NOT_NOW) {
                return Next.more();
            }
        }
        if (!troubles.isEmpty()) {
            throw new StoreException(
                    "%d of the files in %s could not be taken: %s"
                            .formatted(
                                    troubles.size(),
                                    store().shown(inbox.folder()),
                                    troubles.get(0)));
        }
        return shortest.isZero() ? Next.end() : Next.after(shortest);
    }

    /** One file that makes trouble does not keep the others from their way. */
    private Fate take(Found file, Intake intake, List<String> troubles)
            throws IOException, InterruptedException {
        try {
            return take(file, intake);
        } catch (BrokenException e) {
            throw e;
        } catch (NoSuchFileException e) {
            return Fate.GONE;
        } catch (IOException e) {
            troubles.add(
                    kept.contains(file)
                            ? "its message is on disk, but it cannot be put aside (%s): let %s write in the folder, done and refused"
                                    .formatted(Words.of(e), store().user())
                            : "it cannot be read (%s): let %s read it"
                                    .formatted(Words.of(e), store().user()));
            return Fate.GONE;
        }
    }

    private Fate take(Found file, Intake intake) throws IOException, InterruptedException {
        if (kept.contains(file)) {
            return away(file);
        }
        var problem = problem(file);
        if (problem != null) {
            var nothing = Message.of(new byte[0]).with("file", file.name());
            return after(file, intake.refuse(nothing, problem), problem.toString());
        }
        try (var content = store().content(file)) {
            if (content == null) {
                settling.changed(file);
                return Fate.CHANGED;
            }
            return after(file, submit(file, content, intake), "refused");
        }
    }

    private static Receipt submit(Found file, Content content, Intake intake)
            throws InterruptedException {
        return intake.submit(Message.of(content.body()).with("file", file.name()));
    }

    private @Nullable Problem problem(Found file) {
        if (file.leaves()) {
            return Problem.of("not-allowed", "is a link that leaves the folder");
        }
        return file.size() <= options.maxSize()
                ? null
                : Problem.of(
                        "too-long",
                        "has %d bytes; max-size is %d".formatted(file.size(), options.maxSize()));
    }

    private Fate after(Found file, Receipt receipt, String otherwise) throws IOException {
        if (receipt.refused()) {
            var why = receipt.problems().stream().map(Problem::toString).toList();
            refused.put(file, why.isEmpty() ? List.of(otherwise) : why);
            return Fate.TAKEN;
        }
        if (!receipt.kept()) {
            return Fate.NOT_NOW;
        }
        kept.add(file);
        return away(file);
    }

    private Fate away(Found file) throws IOException {
        if (options.then() == FileSource.Then.DELETE) {
            store().delete(file.path());
        } else {
            done.put(file);
        }
        kept.remove(file);
        return Fate.TAKEN;
    }
}
