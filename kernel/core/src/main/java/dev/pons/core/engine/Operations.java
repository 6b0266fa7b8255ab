package dev.pons.core.engine;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.control.AlertsView;
import dev.pons.core.control.BulkAct;
import dev.pons.core.control.BulkResult;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.Control;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.EngineView;
import dev.pons.core.control.GroupView;
import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.Schedules;
import dev.pons.core.control.Storage;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What operators see and order. Any thread. */
final class Operations implements Control {

    private static final long FRESH_MILLIS = 2000;
    private static final long MOST_SHOWN = 16L << 20;
    private final Kit kit;
    private final Roster roster;
    private final Drift drift;
    private final Views views;
    private final Acts acts;
    private final Trail trail;
    private final OnCall onCall;

    Operations(Kit kit, Roster roster, Drift drift, OnCall onCall) {
        this.kit = kit;
        this.roster = roster;
        this.drift = drift;
        this.views = new Views(kit);
        this.acts = new Acts(kit);
        this.trail = new Trail(kit.store());
        this.onCall = onCall;
    }

    @Override
    public EngineView engine() {
        var waiting = roster.waiting();
        return new EngineView(
                roster.instance().version(),
                roster.instance().name(),
                roster.since(),
                roster.deployed(),
                waiting.isEmpty(),
                waiting,
                kit.store().search().lag());
    }

    @Override
    public List<ChannelView> channels() {
        return roster.channels().stream().map(views::view).toList();
    }

    @Override
    public ChannelView channel(String name) {
        return views.view(find(name));
    }

    private Channel find(String name) {
        return roster.channel(name)
                .orElseThrow(
                        () ->
                                ControlException.unknown(
                                        "there is no channel "
                                                + name
                                                + DidYouMean.words(name, roster.names())));
    }

    @Override
    public String channelText(String name) {
        return find(name).text().text();
    }

    @Override
    public List<String> why(String channel, String destination) {
        var found = find(channel);
        var why = new Why(kit, views);
        return destination.isEmpty()
                ? why.of(found)
                : why.of(found, Views.outlet(found, destination));
    }

    @Override
    public void order(Order order, String name, String destination, String who) {
        var channel = find(name);
        if (order == Order.RELOAD) {
            if (!destination.isEmpty()) {
                throw new ControlException("a destination is reloaded with its channel");
            }
            channel.reload();
            return;
        }
        var word = order == Order.RESUME ? "start" : order.name().toLowerCase(Locale.ROOT);
        if (!destination.isEmpty()) {
            Views.outlet(channel, destination);
        }
        var ordered = new Ordered(word, who);
        acts.orders().remember(name + "/" + destination, ordered);
        if (destination.isEmpty()) {
            channel.wish(ordered);
        } else {
            channel.pause(destination, ordered);
        }
    }

    @Override
    public void rate(String name, String destination, String rate, String who) {
        var channel = find(name);
        acts.orders().rate(channel, Views.outlet(channel, destination), new Ordered(rate, who));
    }

    @Override
    public MessagePage messages(MessageQuery query) {
        query.channel().ifPresent(this::known);
        try {
            kit.store().search().catchUp(FRESH_MILLIS);
            return kit.store().search().find(query);
        } catch (IOException e) {
            throw new ControlException("the index cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
    }

    /** A channel that is gone may still have messages: only a name that never was is refused. */
    private void known(String channel) {
        boolean had =
                kit.books()
                        .ask(b -> b.accounts().stream().anyMatch(a -> a.channel.equals(channel)));
        if (!had) {
            find(channel);
        }
    }

    @Override
    public MessageView message(String id) {
        long message = parse(id);
        try {
            kit.store().search().catchUp(FRESH_MILLIS);
            var found = kit.store().search().one(message).orElseThrow(() -> none(id));
            return new Lineage(kit.store()).of(found);
        } catch (IOException e) {
            throw new ControlException("the index cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
    }

    @Override
    public List<GroupView> groups(String channel) {
        return channel.isEmpty()
                ? roster.channels().stream().flatMap(c -> GroupOrders.of(c).stream()).toList()
                : GroupOrders.of(find(channel));
    }

    @Override
    public int closeGroups(String channel, String group, String who) {
        return GroupOrders.close(find(channel), group, who);
    }

    private static ControlException none(String id) {
        return ControlException.unknown(
                "there is no message " + id + "; message:list shows the newest");
    }

    private static long parse(String id) {
        return Ids.parse(id)
                .orElseThrow(
                        () ->
                                ControlException.unknown(
                                        id + " is no message id; they look like 17-48213"));
    }

    @Override
    public byte[] content(String id, String destination) {
        long message = parse(id);
        return read(
                id,
                () -> {
                    var start = trail.start(message);
                    if (start instanceof Entry.Refused refused && destination.isEmpty()) {
                        return shown(refused.body());
                    }
                    if (!(start instanceof Entry.Received received)) {
                        throw none(id);
                    }
                    return destination.isEmpty()
                            ? shown(received.body())
                            : sent(received, message, destination);
                });
    }

    private byte[] sent(Entry.Received received, long message, String destination)
            throws IOException, InterruptedException {
        var content =
                trail.branch(message, destination)
                        .map(b -> b.body() == null ? received.body() : b.body())
                        .orElseThrow(
                                () ->
                                        new ControlException(
                                                "nothing was made for destination " + destination));
        return shown(content);
    }

    private static Optional<byte[]> shown(Optional<Content> content) throws IOException {
        return content.isEmpty() ? Optional.empty() : Optional.of(shown(content.get()));
    }

    /** A console shows no more, and the engine's memory is for messages. */
    private static byte[] shown(Content content) throws IOException {
        if (content.size() > MOST_SHOWN) {
            throw new ControlException(
                    "the content has "
                            + content.size()
                            + " bytes, up to "
                            + MOST_SHOWN
                            + " can be shown; "
                            + content.place());
        }
        return content.toBytes();
    }

    /** Something that reads the journal. */
    @FunctionalInterface
    private interface Look<T> {
        T look() throws IOException, InterruptedException;
    }

    private static <T> T read(String id, Look<T> look) {
        try {
            return look.look();
        } catch (IOException e) {
            throw none(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
    }

    @Override
    public Optional<byte[]> response(String id, String destination) {
        long message = parse(id);
        return read(id, () -> shown(trail.response(message, destination)));
    }

    @Override
    public Optional<byte[]> answer(String id, String entry) {
        long message = parse(id);
        long of = parse(entry);
        return read(id, () -> shown(trail.answer(message, of)));
    }

    @Override
    public Map<String, String> facts(String id) {
        long message = parse(id);
        return read(
                id,
                () -> {
                    var start = trail.start(message);
                    if (start instanceof Entry.Received received) {
                        return new TreeMap<>(received.meta());
                    }
                    return start instanceof Entry.Refused refused
                            ? new TreeMap<>(refused.meta())
                            : Map.of();
                });
    }

    @Override
    public String act(Act act, String id, String destination, String who, String why) {
        return act(new Acts.By(act, parse(id), destination, "", who, why));
    }

    @Override
    public String redirect(String id, String destination, String to, String who, String why) {
        if (why.isBlank()) {
            throw new ControlException("a redirect needs a reason; add --why \"...\"");
        }
        return act(new Acts.By(Act.REDIRECT, parse(id), destination, to, who, why));
    }

    private String act(Acts.By by) {
        var id = Ids.text(by.message());
        return read(
                id,
                () -> {
                    if (!(trail.start(by.message()) instanceof Entry.Received received)) {
                        throw new ControlException(
                                "message " + id + " was refused; the sender has to send it again");
                    }
                    return acts.on(find(received.channel()), received, by);
                });
    }

    @Override
    public String edit(String id, byte[] content, String who, String why) {
        if (why.isBlank()) {
            throw new ControlException("an edit needs a reason; add --why \"...\"");
        }
        long message = parse(id);
        return read(
                id,
                () -> {
                    var start = trail.start(message);
                    if (!(start instanceof Entry.Received received)) {
                        throw new ControlException(
                                "message " + id + " was refused; the sender has to send it again");
                    }
                    return acts.copies()
                            .edit(
                                    find(received.channel()),
                                    received,
                                    message,
                                    Content.of(content),
                                    new Copies.Said(who, why));
                });
    }

    @Override
    public BulkResult fits(BulkAct all) {
        return many(all, ActsOnMany::count);
    }

    @Override
    public BulkResult actOnAll(BulkAct all, Consumer<BulkResult> progress) {
        return many(all, many -> many.run(progress));
    }

    /** Something with many messages. */
    @FunctionalInterface
    private interface Many {
        BulkResult run(ActsOnMany many) throws IOException, InterruptedException;
    }

    private BulkResult many(BulkAct all, Many work) {
        all.query().channel().ifPresent(this::known);
        try {
            return work.run(new ActsOnMany(kit, acts, this::find, all));
        } catch (IOException e) {
            throw new ControlException("the index cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; nothing was done", e);
        }
    }

    @Override
    public LedgerDayView ledger(LocalDate day) {
        return drift.ledger(day);
    }

    @Override
    public AlertsView alerts() {
        return onCall.view();
    }

    @Override
    public void testAlert(String target, String who) {
        onCall.test(target, who);
    }

    @Override
    public List<LedgerView> ledger() {
        return drift.ledger();
    }

    @Override
    public Schedules schedules() {
        return new ScheduledRuns(roster::channels, this::find, acts.orders());
    }

    @Override
    public Storage storage() {
        return new Retaining(kit.store());
    }
}
