package dev.pons.core.engine;

import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** An intake whose callers count as users of the channel until they have all their answers. */
record Attended(Door door, Current current) implements Intake {

    /** A call of the door. */
    @FunctionalInterface
    private interface Call {
        Receipt make() throws InterruptedException;
    }

    private Receipt attended(Call call) throws InterruptedException {
        var user = current.enter();
        @Nullable Receipt receipt = null;
        try {
            receipt = call.make();
            return receipt;
        } finally {
            var later = receipt == null ? null : receipt.later().orElse(null);
            if (later == null) {
                user.leave();
            } else {
                later.whenComplete((reply, failure) -> user.leave());
            }
        }
    }

    @Override
    public Receipt submit(Message message) throws InterruptedException {
        return attended(() -> door.submit(message));
    }

    @Override
    public Receipt submit(Message message, Function<Receipt, Message> otherwise)
            throws InterruptedException {
        return attended(() -> door.submit(message, otherwise));
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) throws InterruptedException {
        return attended(() -> door.refuse(fragment, problem));
    }

    @Override
    public Receipt submitAll(List<Message> messages, Position position)
            throws InterruptedException {
        return attended(() -> door.submitAll(messages, position));
    }

    @Override
    public Position position() {
        return door.position();
    }
}
