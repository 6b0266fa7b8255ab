package dev.pons.plugin.tcp;

import dev.pons.framing.Frame;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Spool;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes messages from a peer that it connects to, and connects again when the line ends. */
final class Calling implements Listener {

    private static final long FIRST_PAUSE = 1;
    private static final long LONGEST_PAUSE = 30;

    private final TcpSource.Options options;
    private final Context context;
    private final Peer peer;

    /** Held while a message is taken: who has it knows that none is. */
    private final Semaphore turn = new Semaphore(1);

    private volatile boolean ended;
    private volatile @Nullable Connection line;

    Calling(TcpSource.Options options, Context context) {
        this.options = options;
        this.context = context;
        this.peer = options.connect().orElseThrow();
    }

    @Override
    public void start(Intake intake) {
        context.executor().execute(() -> connect(intake, FIRST_PAUSE));
    }

    /** One connection, from its beginning to its end; another one follows. */
    private void connect(Intake intake, long pause) {
        long now = FIRST_PAUSE;
        long next = FIRST_PAUSE;
        try (var open = Ports.of(context).dial(peer)) {
            line = open;
            context.up();
            say(serve(open, intake));
        } catch (NotSentException e) {
            now = pause;
            next = Math.min(LONGEST_PAUSE, pause * 2);
            say(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            say("the connection to " + name() + " broke");
        } finally {
            line = null;
        }
        long then = next;
        if (!ended) {
            context.executor().schedule(() -> connect(intake, then), now, TimeUnit.SECONDS);
        }
    }

    private String name() {
        return peer.host() + ":" + peer.port();
    }

    private void say(String why) {
        if (!ended && !why.isEmpty()) {
            context.down(why);
        }
    }

    /** Why it ended; empty: as it should. */
    private String serve(Connection open, Intake intake) throws Exception {
        var taking = new Taking(options, Spool.of(context), intake, open);
        boolean some = false;
        boolean goesOn = true;
        try {
            while (goesOn && !ended && comes(open)) {
                some = true;
                goesOn = taken(taking);
            }
        } catch (SocketTimeoutException silent) {
            return name() + " was silent for " + Frame.words(options.idle());
        } finally {
            open.close();
            taking.end();
        }
        if (!goesOn && !taking.isOver()) {
            return "the engine takes nothing from " + name() + " now";
        }
        return some && options.framing().untilClose() ? "" : name() + " ended the connection";
    }

    private boolean taken(Taking taking) throws Exception {
        turn.acquire();
        try {
            return !ended && taking.next();
        } finally {
            turn.release();
        }
    }

    /** Waits for bytes, at most as long as the peer may be silent; false: it has left. */
    private boolean comes(Connection open) throws IOException {
        if (options.idle().isZero() || open.in().available() > 0) {
            return open.ready();
        }
        open.deadline(Instant.now().plus(options.idle()));
        open.in().mark(1);
        boolean some = open.in().read() >= 0;
        open.in().reset();
        return some;
    }

    /** The message that is being taken is taken to its end, and no other. */
    @Override
    public void quiesce() throws InterruptedException {
        ended = true;
        turn.acquire();
        close();
        turn.release();
    }

    @Override
    public void close() {
        ended = true;
        var open = line;
        if (open != null) {
            open.close();
        }
    }
}
