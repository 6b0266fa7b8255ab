package dev.pons.core.store.index;

import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.MessageView.AttemptView;
import dev.pons.core.control.MessageView.DeliveryView;
import dev.pons.core.store.Codes;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.core.store.index.History.Kind;
import dev.pons.core.store.index.History.Step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The story of a message as people see it. */
final class MessageStory {

    private MessageStory() {}

    static MessageView view(MessageRow row, HistoryCodec.Story story) {
        var head = story.head();
        var history = story.history();
        var byDestination = new TreeMap<String, List<Step>>();
        for (var step : history.steps()) {
            if (step.isDelivery() || step.kind() == Kind.BEGUN) {
                byDestination.computeIfAbsent(step.text(0), d -> new ArrayList<>()).add(step);
            }
        }
        var deliveries = new ArrayList<DeliveryView>(byDestination.size());
        byDestination.forEach((name, steps) -> deliveries.add(delivery(name, steps)));
        return new MessageView(
                row,
                origin(head.origin()),
                head.parent() == 0 ? Optional.empty() : Optional.of(Ids.text(head.parent())),
                head.version(),
                deliveries,
                acts(history.steps()),
                Map.copyOf(history.values()));
    }

    private static String origin(int code) {
        var kinds = Origin.Kind.values();
        return code < kinds.length ? kinds[code].name().toLowerCase(Locale.ROOT) : "source";
    }

    private static DeliveryView delivery(String name, List<Step> steps) {
        var last = steps.get(steps.size() - 1);
        var latest = steps.stream().filter(Step::isDelivery).reduce((a, b) -> b).orElse(last);
        var tries = 0;
        var changed = false;
        var attempts = new ArrayList<AttemptView>();
        for (var step : steps) {
            changed |= step.kind() != Kind.RESULT && step.bytes();
            if (step.kind() == Kind.RESULT) {
                tries = Math.max(tries, step.attempt());
                attempts.add(attempt(step));
            } else if (step.kind() == Kind.BEGUN) {
                tries = Math.max(tries, step.code());
                attempts.add(begun(step));
            }
        }
        return new DeliveryView(
                name,
                latest.isDelivery() ? latest.state() : Codes.state(0),
                tries,
                Instant.ofEpochMilli(latest.at()),
                latest.isDelivery() ? latest.reason() : "",
                changed,
                attempts);
    }

    private static AttemptView attempt(Step step) {
        return new AttemptView(
                step.attempt(),
                Instant.ofEpochMilli(step.at()),
                step.text(1).toLowerCase(Locale.ROOT),
                step.state(),
                step.text(2),
                step.bytes() ? Optional.of(Ids.text(step.entry())) : Optional.empty());
    }

    private static AttemptView begun(Step step) {
        return new AttemptView(
                step.code(),
                Instant.ofEpochMilli(step.at()),
                "begun",
                Codes.state(0),
                "",
                Optional.empty());
    }

    /** When, who, what, why. */
    private static List<String> acts(List<Step> steps) {
        var list = new ArrayList<String>();
        for (var step : steps) {
            var at = Instant.ofEpochMilli(step.at()) + " ";
            if (step.kind() == Kind.ACT) {
                var to = step.text(0);
                var why = step.text(3);
                list.add(
                        at
                                + step.text(2)
                                + ": "
                                + step.text(1)
                                + (to.isEmpty() ? "" : " " + to)
                                + (why.isEmpty() ? "" : ", " + why));
            } else if (step.kind() == Kind.ANSWERED) {
                list.add(at + "the sender was told: " + step.text(0));
            } else if (step.kind() == Kind.HANDED) {
                var as = Ids.text(step.entry());
                list.add(at + "handed over to channel " + step.text(0) + " as message " + as);
            } else if (step.kind() == Kind.DUPLICATE) {
                list.add(at + "the same came again and was not kept");
            }
        }
        return list;
    }
}
