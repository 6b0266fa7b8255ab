package dev.pons.tck;

import dev.pons.spi.Context;
import dev.pons.spi.Payload;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Of a step that makes capitals; run by {@link ContractsCanFailTest} with each flaw. */
final class UpperContract extends StepContract {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @Name("upper")
    @Doc("Makes capitals")
    record Options(@Doc("Whether to") @Default("yes") boolean really) {}

    private static final class Upper implements StepType<Options> {
        @Override
        public Class<Options> config() {
            return Options.class;
        }

        @Override
        public Step create(Options options, Context context) {
            return (message, run) -> {
                var text = new String(message.body().toBytes()).toUpperCase();
                var mood = Flaw.MOODY.isNow() ? " " + CALLS.incrementAndGet() : "";
                return StepResult.next(message.withBody(Payload.of((text + mood).getBytes())));
            };
        }
    }

    @Override
    protected StepType<?> type() {
        return new Upper();
    }

    @Override
    protected String good() {
        return "{ really: yes }";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of("one".getBytes(), "two".getBytes());
    }

    @Override
    protected String wrongOptions() {
        return "{ a: 1, b: 2, c: 3 }";
    }

    @Override
    protected String example() {
        return "";
    }
}
