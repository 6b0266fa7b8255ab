package dev.pons.shell;

import dev.pons.core.control.AlertsView;
import dev.pons.core.control.BulkAct;
import dev.pons.core.control.BulkResult;
import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.Control;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.DestinationState;
import dev.pons.core.control.DestinationView;
import dev.pons.core.control.EngineView;
import dev.pons.core.control.GroupView;
import dev.pons.core.control.IndexLag;
import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.Schedules;
import dev.pons.core.control.Storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A small hospital at one moment: what the engine would say, without an engine. */
public final class FakeControl implements Control {

    /** The moment. */
    public static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    final List<String> orders = new ArrayList<>();
    final List<BulkAct> bulks = new ArrayList<>();
    final List<MessageQuery> queries = new ArrayList<>();
    List<ChannelView> channels = new ArrayList<>(List.of(adt(), broken()));
    List<LedgerView> ledgers = new ArrayList<>(List.of(ledger(0)));
    AlertsView alerts = new AlertsView(List.of(), List.of(), List.of());
    EngineView engine =
            new EngineView(
                    "0.1.0",
                    "his-1:/srv/pons",
                    NOW.minusSeconds(7200),
                    true,
                    true,
                    "",
                    IndexLag.NONE);
    MessagePage page = new MessagePage(List.of(row()), Optional.empty(), IndexLag.NONE, "");

    static ChannelView adt() {
        return new ChannelView(
                "adt-to-lab",
                "Admissions to the laboratory",
                3,
                ChannelState.STARTED,
                NOW.minusSeconds(7200),
                "",
                Optional.of(NOW.minusSeconds(3)),
                Optional.of(NOW.minusSeconds(720)),
                12,
                1,
                Optional.of(NOW.minusSeconds(720)),
                2,
                "mllp 127.0.0.1:2575",
                0,
                List.of(lab(), archive()),
                List.of(),
                List.of("adt-to-lab.yaml:9:7: PDI-5: no version of HL7 has a segment PDI"));
    }

    static DestinationView lab() {
        return new DestinationView(
                "lab",
                "mllp",
                DestinationState.DOWN,
                NOW.minusSeconds(720),
                "lab.example:2576 refused the connection",
                Optional.of(NOW.minusSeconds(720)),
                12,
                1,
                Optional.of(NOW.minusSeconds(720)),
                Optional.of(NOW.plusSeconds(40)),
                "");
    }

    static DestinationView archive() {
        return new DestinationView(
                "archive",
                "file",
                DestinationState.STARTED,
                NOW.minusSeconds(7200),
                "",
                Optional.of(NOW.minusSeconds(3)),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                "at most 50/s");
    }

    static ChannelView broken() {
        return unwell(
                ChannelState.BROKEN,
                NOW.minusSeconds(172_800),
                "orders.yaml:3:5: unknown option hots; did you mean host?");
    }

    static ChannelView down(Instant since) {
        return unwell(ChannelState.DOWN, since, "port 2577 is taken");
    }

    private static ChannelView unwell(ChannelState state, Instant since, String reason) {
        return new ChannelView(
                "orders",
                "",
                0,
                state,
                since,
                reason,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                0,
                "",
                0,
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<GroupView> groups(String channel) {
        return List.of(
                new GroupView(
                        "17-48213",
                        "adt-to-lab",
                        "aggregate",
                        "4711",
                        12,
                        3400,
                        NOW.minusSeconds(720),
                        "[100, 5m]",
                        ""));
    }

    @Override
    public int closeGroups(String channel, String group, String who) {
        orders.add("close " + channel + " " + group + " " + who);
        return 1;
    }

    static LedgerView ledger(long drift) {
        return new LedgerView(
                "adt-to-lab",
                120,
                3,
                4,
                5,
                0,
                2,
                0,
                0,
                1,
                119,
                1,
                List.of(
                        new LedgerView.Line("lab", 119, 0, 105, 0, 1, 1, 12, 2),
                        new LedgerView.Line("archive", 119, 20, 99, 0, 0, 0, 0, 0)),
                drift);
    }

    static MessageRow row() {
        return new MessageRow(
                "17-48213",
                "adt-to-lab",
                NOW.minusSeconds(720),
                "ADT^A01",
                "MSG00017",
                "4711",
                MessageState.HELD,
                700,
                "lab answered AE");
    }

    @Override
    public EngineView engine() {
        return engine;
    }

    @Override
    public List<ChannelView> channels() {
        return channels;
    }

    @Override
    public ChannelView channel(String name) {
        return channels.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ControlException(
                                        "no channel " + name + "; did you mean adt-to-lab?"));
    }

    @Override
    public String channelText(String name) {
        return "source:\n  mllp: { listen: { port: 2575 } }\n";
    }

    @Override
    public List<String> why(String channel, String destination) {
        return List.of("DOWN since 12m", "lab.example:2576 refused the connection");
    }

    @Override
    public void order(Order order, String channel, String destination, String who) {
        channel(channel);
        orders.add(String.join(" ", order + "", channel, destination, "by", who));
    }

    @Override
    public void rate(String channel, String destination, String rate, String who) {
        orders.add(String.join(" ", "RATE", channel, destination, rate, "by", who));
    }

    @Override
    public MessagePage messages(MessageQuery query) {
        queries.add(query);
        return page;
    }

    @Override
    public MessageView message(String id) {
        if (!id.equals("17-48213")) {
            throw new ControlException("no message " + id);
        }
        return new MessageView(
                row(),
                "source",
                Optional.empty(),
                3,
                List.of(
                        new MessageView.DeliveryView(
                                "lab",
                                DeliveryState.HELD,
                                2,
                                NOW.minusSeconds(700),
                                "answered AE",
                                true,
                                List.of(
                                        attempt(1, "retry", "connection refused", ""),
                                        attempt(2, "rejected", "answered AE", "17-48300"))),
                        new MessageView.DeliveryView(
                                "archive",
                                DeliveryState.DELIVERED,
                                1,
                                NOW.minusSeconds(719),
                                "",
                                false,
                                List.of(attempt(1, "delivered", "", "")))),
                List.of("2026-11-22T02:50:00+01:00 local:root held it: lab asked"),
                Map.of("ward", List.of("3W")));
    }

    private static MessageView.AttemptView attempt(
            int number, String outcome, String reason, String answer) {
        return new MessageView.AttemptView(
                number,
                NOW.minusSeconds(720 - number * 10),
                outcome,
                number == 1 ? DeliveryState.QUEUED : DeliveryState.HELD,
                reason,
                answer.isEmpty() ? Optional.empty() : Optional.of(answer));
    }

    @Override
    public Optional<byte[]> answer(String id, String entry) {
        return entry.equals("17-48300")
                ? Optional.of("MSA|AE|1\r".getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public byte[] content(String id, String destination) {
        return "MSH|^~\\&|HIS\rPID|1\r".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> response(String id, String destination) {
        return destination.equals("lab")
                ? Optional.of("MSA|AE\r".getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public Map<String, String> facts(String id) {
        return Map.of("peer", "10.0.0.7");
    }

    @Override
    public String act(Act act, String id, String destination, String who, String why) {
        if (!id.startsWith("17-")) {
            throw new ControlException("no message " + id);
        }
        orders.add((act + " " + id + " " + destination + " by " + who + " " + why).strip());
        return act == Act.RESEND || act == Act.RERUN ? "17-50000" : id;
    }

    @Override
    public AlertsView alerts() {
        return alerts;
    }

    @Override
    public void testAlert(String target, String who) {
        if (!target.equals("oncall")) {
            throw new ControlException("there is no target " + target);
        }
        orders.add("test " + target + " by " + who);
    }

    @Override
    public String redirect(String id, String destination, String to, String who, String why) {
        orders.add(String.join(" ", "redirect", id, destination, "to", to, "by", who, why));
        return "17-50002";
    }

    @Override
    public String edit(String id, byte[] content, String who, String why) {
        orders.add("edit " + id + " to " + content.length + " by " + who + " " + why);
        return "17-50001";
    }

    @Override
    public BulkResult fits(BulkAct all) {
        return new BulkResult(3, 0, Map.of(), Optional.empty(), "", IndexLag.NONE);
    }

    @Override
    public BulkResult actOnAll(BulkAct all, Consumer<BulkResult> progress) {
        orders.add(all.act() + " all by " + all.who() + " " + all.why());
        bulks.add(all);
        progress.accept(new BulkResult(3, 1, Map.of(), Optional.empty(), "", IndexLag.NONE));
        var passed = Map.of("is not HELD any more", 1L);
        return new BulkResult(3, 2, passed, Optional.of("17-48215"), "", IndexLag.NONE);
    }

    @Override
    public LedgerDayView ledger(LocalDate day) {
        return new LedgerDayView(day, ZoneId.of("Europe/Berlin"), day, ledgers);
    }

    @Override
    public List<LedgerView> ledger() {
        return ledgers;
    }

    @Override
    public Schedules schedules() {
        return new FakeSchedules(orders);
    }

    @Override
    public Storage storage() {
        return new FakeStorage();
    }
}
