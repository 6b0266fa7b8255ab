package dev.pons.core.engine;

import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;

import java.util.List;
import java.util.function.Function;

/** An intake that counts what one poll gave. On the poll's thread. */
final class Counted implements Intake {

    int messages;
    long bytes;
    boolean busy;
    private final Intake intake;

    Counted(Intake intake) {
        this.intake = intake;
    }

    private Receipt count(Receipt receipt, List<Message> given) {
        if (receipt.kind() == Receipt.Kind.BUSY) {
            busy = true;
        } else {
            messages += given.size();
            bytes += given.stream().mapToLong(m -> m.body().size()).sum();
        }
        return receipt;
    }

    @Override
    public Receipt submit(Message message) throws InterruptedException {
        return count(intake.submit(message), List.of(message));
    }

    @Override
    public Receipt submit(Message message, Function<Receipt, Message> otherwise)
            throws InterruptedException {
        return count(intake.submit(message, otherwise), List.of(message));
    }

    @Override
    public Receipt refuse(Message fragment, Problem problem) throws InterruptedException {
        return count(intake.refuse(fragment, problem), List.of(fragment));
    }

    @Override
    public Receipt submitAll(List<Message> all, Position position) throws InterruptedException {
        return count(intake.submitAll(all, position), all);
    }

    @Override
    public Position position() {
        return intake.position();
    }
}
