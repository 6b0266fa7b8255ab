package dev.pons.spi;

import java.time.Duration;

/** When a poller wants to be called again. Made by pollers, read by the kernel. */
public final class Next {

    /** Grows in later versions: only the kernel switches over it. */
    public enum Kind {
        END,
        MORE,
        LATER
    }

    private static final Next END = new Next(Kind.END, Duration.ZERO);
    private static final Next MORE = new Next(Kind.MORE, Duration.ZERO);

    private final Kind kind;
    private final Duration pause;

    private Next(Kind kind, Duration pause) {
        this.kind = kind;
        this.pause = pause;
    }

    /**
     * Nothing waits any more: the end of this poll (an aggregate may close). Wait for the schedule.
     */
    public static Next end() {
        return END;
    }

    /**
     * There is more: call again at once, or, after BUSY, when there is room; unless the channel
     * stops.
     */
    public static Next more() {
        return MORE;
    }

    /** The peer asked for a pause; not the end of this poll. */
    public static Next after(Duration pause) {
        return new Next(Kind.LATER, pause);
    }

    /** For the kernel. */
    public Kind kind() {
        return kind;
    }

    /** For the kernel. */
    public Duration pause() {
        return pause;
    }
}
