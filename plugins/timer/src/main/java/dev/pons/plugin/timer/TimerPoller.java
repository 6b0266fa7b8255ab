package dev.pons.plugin.timer;

import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Position;
import dev.pons.spi.Receipt;
import dev.pons.spi.Turn;
import dev.pons.spi.config.Template;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message for each run. Its planned time is the position, kept with the message: a run that a
 * crash interrupted comes again, and is not given twice.
 */
final class TimerPoller implements Poller {

    private static final DateTimeFormatter DTM = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

    private final Template body;
    private final Context context;

    TimerPoller(Template body, Context context) {
        this.body = body;
        this.context = context;
    }

    @Override
    public boolean needsSchedule() {
        return true;
    }

    @Override
    public Next poll(Intake intake, Budget budget) throws Exception {
        var turn = budget.turn();
        var planned = turn.planned().toString();
        if (intake.position().cursor().filter(planned::equals).isPresent()) {
            return Next.end();
        }
        var message = message(turn);
        var receipt =
                turn.orderedBy().isPresent()
                        ? intake.submit(message)
                        : intake.submitAll(List.of(message), Position.at(planned));
        if (!receipt.kept() && !receipt.refused()) {
            return Next.more();
        }
        tell(receipt);
        return Next.end();
    }

    private Message message(Turn turn) throws Exception {
        var facts = facts(turn);
        var text = turn.text(body, facts);
        return Message.of(text.getBytes(StandardCharsets.UTF_8), facts);
    }

    private Map<String, String> facts(Turn turn) {
        var facts = new TreeMap<String, String>();
        facts.put("timer.planned", time(turn.planned(), turn));
        facts.put("timer.now", time(context.clock().instant(), turn));
        turn.orderedBy().ifPresent(who -> facts.put("timer.ordered-by", who));
        return facts;
    }

    /** As HL7 writes times (section 2.A.22, DTM), which is what the language's pipes read. */
    private static String time(Instant at, Turn turn) {
        return DTM.format(at.atZone(turn.zone()));
    }

    /** A body that the channel's format does not read is the file's fault, and is seen there. */
    private void tell(Receipt receipt) {
        if (receipt.refused() || receipt.parts().stream().anyMatch(Receipt::refused)) {
            context.down(
                    "the message of the last run was refused: \"body\" makes none of the channel's"
                            + " format; message:list --state refused shows it");
        } else {
            context.up();
        }
    }
}
