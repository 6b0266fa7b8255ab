package dev.pons.shell;

import dev.pons.core.control.BulkAct;
import dev.pons.core.control.BulkResult;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessageQuery;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A person's act on messages, or on their deliveries to one destination: on those whose ids are
 * given, or on all that fit a search.
 */
@SuppressWarnings("NullAway.Init")
abstract class MessageAct extends MessageChoice {

    private static final int PAGE = 1000;

    @Argument(
            name = "ID... [DESTINATION]",
            description =
                    "Ids of messages (or what they have in common: --channel, --state...);"
                            + " then, if wanted, one destination",
            multiValued = true)
    @Completion(MessageWords.class)
    List<String> words = List.of();

    @Option(name = "--why", valueToShowInHelp = "", description = "Stands in the record")
    String why = "";

    @Option(
            name = "--after",
            valueToShowInHelp = "",
            description = "Only newer than this message: where one that was interrupted goes on")
    String after = "";

    @Option(name = "--limit", valueToShowInHelp = "", description = "At most so many of them")
    String limit = "";

    @Option(name = "--dry-run", description = "Only says how many fit")
    boolean dryRun;

    @Option(name = "--yes", description = "Does it on all that fit")
    boolean yes;

    private final Act act;

    MessageAct(Act act) {
        this.act = act;
    }

    @Override
    final int run() {
        var ids = new ArrayList<>(Usage.take(this, words));
        var last = ids.isEmpty() ? "" : ids.get(ids.size() - 1);
        var destination =
                ids.isEmpty() || MessageWords.isId(last) ? "" : ids.remove(ids.size() - 1);
        for (var id : ids) {
            if (!MessageWords.isId(id)) {
                throw new UsageException(id + " is no id of a message; one looks like 17-48213");
            }
        }
        if (isGiven() || !after.isEmpty()) {
            if (!ids.isEmpty()) {
                throw new UsageException("give ids, or what the messages have in common, not both");
            }
            return all(destination);
        }
        if (ids.isEmpty()) {
            throw new UsageException(
                    last.isEmpty()
                            ? "which message? its id looks like 17-48213; or all that fit: --channel"
                                    + " NAME --state held"
                            : last + " is no id of a message; one looks like 17-48213");
        }
        check(destination);
        var failed = 0;
        for (var id : ids) {
            failed += done(id, destination) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private void check(String destination) {
        if (act == Act.SKIP && why.isBlank()) {
            throw new UsageException("a message that is never sent needs a reason; add --why");
        }
        if (act == Act.REDIRECT && (destination.isEmpty() || to().isEmpty() || why.isBlank())) {
            throw new UsageException("a redirect needs a destination, --to another, and --why");
        }
    }

    private int all(String destination) {
        if (!limit.matches("[0-9]{0,9}")) {
            throw new UsageException("--limit is a number");
        }
        var query = choose(MessageQuery.oldest(PAGE)).startingAt(MessageSelection.given(after));
        var most = limit.isEmpty() ? 0 : Long.parseLong(limit);
        if (act == Act.REDIRECT) {
            check(destination);
        }
        var bulk = new BulkAct(act, query, most, destination, to(), who(), why);
        if (dryRun || !yes) {
            return onlyCount(bulk);
        }
        if (why.isBlank()) {
            throw new UsageException("an act on many messages needs a reason; add --why");
        }
        return tell(control.actOnAll(bulk, this::progress));
    }

    private int onlyCount(BulkAct bulk) {
        var result = control.fits(bulk);
        out.println(result.fit() + (result.fit() == 1 ? " message fits" : " messages fit"));
        lag(result);
        if (!dryRun && result.fit() > 0) {
            out.println("nothing was done; type it again with --yes to " + verb() + " them");
            return 1;
        }
        return 0;
    }

    private void progress(BulkResult now) {
        out.println("  " + now.done() + " of " + now.fit() + "...");
    }

    private int tell(BulkResult result) {
        var passed = result.passedOver().values().stream().mapToLong(n -> n).sum();
        out.println(verb() + ": " + result.done() + " done, " + passed + " passed over");
        result.passedOver().forEach((reason, count) -> out.println("  " + count + ": " + reason));
        lag(result);
        if (!result.stopped().isEmpty()) {
            out.println(
                    "it stopped early: "
                            + result.stopped()
                            + result.last().map(id -> "; go on with --after " + id).orElse(""));
            return 1;
        }
        return passed == 0 ? 0 : 1;
    }

    private void lag(BulkResult result) {
        if (result.lag().entries() > 0) {
            out.println(
                    "search is "
                            + result.lag().entries()
                            + " entries behind; newer messages may fit too");
        }
    }

    private String verb() {
        return act.name().toLowerCase(Locale.ROOT);
    }

    /** Another destination; empty: the act knows none. */
    String to() {
        return "";
    }

    private String act(String id, String destination) {
        return act == Act.REDIRECT
                ? control.redirect(id, destination, to(), who(), why)
                : control.act(act, id, destination, who(), why);
    }

    /** One that cannot be done does not keep the others from it. */
    private boolean done(String id, String destination) {
        try {
            var now = act(id, destination);
            out.println(
                    id
                            + (destination.isEmpty() ? "" : " " + destination)
                            + ": "
                            + verb()
                            + (now.equals(id) ? "" : ", new message " + now));
            return true;
        } catch (ControlException e) {
            err.println(id + ": " + e.getMessage());
            return false;
        }
    }
}
