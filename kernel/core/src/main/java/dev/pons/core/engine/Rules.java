package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Outcome;
import dev.pons.core.config.ChannelFile.Outcome.Then;
import dev.pons.core.language.Answers;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Formats;
import dev.pons.core.language.Steps;
import dev.pons.core.language.Test;
import dev.pons.core.store.Ids;
import dev.pons.spi.Delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a channel makes of the outcomes of one destination: its rules, of which the first match
 * decides, then what the language says. Any thread.
 *
 * @param lines in the order of the file
 * @param reply steps on the peer's answer
 */
record Rules(List<Line> lines, Steps reply, Answers answers) {

    /** One rule; without a test it always matches. */
    record Line(Optional<Test> when, Outcome file) {}

    /** An attempt that has ended: the message, and what the steps knew of it. */
    record Ended(long message, Map<String, String> variables, Delivery delivery) {}

    /**
     * What follows.
     *
     * @param kind of the outcome; an answer that cannot be read is UNKNOWN
     * @param blocks what waits behind a held one waits too
     * @param why in our words, with the rule that decided
     */
    record Verdict(Delivery.Kind kind, Then then, boolean blocks, String why) {}

    /** What follows an attempt. Never throws: what fails here is held, with the reason. */
    Verdict verdict(Ended ended, Instant now) {
        var delivery = ended.delivery();
        if (lines.isEmpty()) {
            return standard(delivery);
        }
        var flow = flow(ended, now);
        try {
            return decide(delivery, flow);
        } catch (Exception e) {
            if (e instanceof Formats.Missing || !readable(flow)) {
                var unknown = Delivery.unknown("the answer cannot be read");
                return delivery.response().isEmpty()
                        ? failed(delivery, e)
                        : verdict(new Ended(ended.message(), ended.variables(), unknown), now);
            }
            return failed(delivery, e);
        }
    }

    private static boolean readable(Flow flow) {
        try {
            return Fence.call(() -> Answers.readable(flow));
        } catch (Exception e) {
            return false;
        }
    }

    private Flow flow(Ended ended, Instant now) {
        var delivery = ended.delivery();
        return answers.flow(
                Ids.text(ended.message()),
                delivery.response().orElse(null),
                ended.variables(),
                delivery.kind().name().toLowerCase(Locale.ROOT),
                now);
    }

    private Verdict decide(Delivery delivery, Flow flow) throws Exception {
        for (var line : lines) {
            var test = line.when();
            if (test.isEmpty() || Fence.call(() -> test.get().of(flow)).holds()) {
                return of(delivery, line.file());
            }
        }
        return standard(delivery);
    }

    private static Verdict of(Delivery delivery, Outcome rule) {
        var standard = standard(delivery);
        if (standard.then() == rule.then()) {
            return new Verdict(delivery.kind(), rule.then(), rule.blocks(), delivery.why());
        }
        var said = delivery.why().isEmpty() ? delivery.kind().name() : delivery.why();
        return new Verdict(
                delivery.kind(),
                rule.then(),
                rule.blocks(),
                said
                        + "; "
                        + rule.then().name().toLowerCase(Locale.ROOT)
                        + " by the rule at "
                        + rule.mark());
    }

    /** "positive answer delivered, rejected hold, unknown retry with the same control id". */
    private static Verdict standard(Delivery delivery) {
        var then =
                switch (delivery.kind()) {
                    case DELIVERED, AWAITING -> Then.DELIVERED;
                    case REJECTED -> Then.HOLD;
                    case RETRY, UNKNOWN -> Then.RETRY;
                };
        return new Verdict(delivery.kind(), then, true, delivery.why());
    }

    private static Verdict failed(Delivery delivery, Exception e) {
        return new Verdict(
                delivery.kind(),
                Then.HOLD,
                true,
                "a rule of \"outcome\" failed on the answer: " + Fence.words(e));
    }

    /**
     * What the reply steps let, beyond what was known before.
     *
     * @return empty where there is no answer
     */
    Map<String, String> replied(Ended ended, Instant now) throws Exception {
        if (reply.isEmpty() || ended.delivery().response().isEmpty()) {
            return Map.of();
        }
        var flow = flow(ended, now);
        var before = Map.copyOf(flow.variables());
        Fence.call(() -> reply.run(flow));
        var after = new HashMap<>(flow.variables());
        after.entrySet().removeAll(before.entrySet());
        return after;
    }

    /** After a crash, an attempt that was begun must not simply be made again. */
    boolean fearsUnknown() {
        return !lines.isEmpty() && afterCrash().then() != Then.RETRY;
    }

    private Verdict afterCrash() {
        return verdict(new Ended(0, Map.of(), Delivery.unknown("")), Instant.EPOCH);
    }
}
