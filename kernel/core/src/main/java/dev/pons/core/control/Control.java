package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that an operator can see and order. Published as a service; any thread. Orders return when
 * they are done; {@link ControlException} says in words why one could not be.
 */
@ProviderType
public interface Control {

    /** The engine itself. */
    EngineView engine();

    /** All channels, by name. */
    List<ChannelView> channels();

    /** One channel; {@link ControlException} with "did you mean" where there is none. */
    ChannelView channel(String name);

    /** The channel's file as it runs; with secrets as references, never resolved. */
    String channelText(String name);

    /**
     * Why a channel (or one destination of it; empty for the channel) is in its state: the state,
     * since when, the last error in our words, and what to type. One line each.
     */
    List<String> why(String channel, String destination);

    /**
     * Starts, stops, pauses, resumes or reloads a channel or, if named, one destination of it; who
     * ordered it stands in the record and in {@link #why}.
     */
    void order(Order order, String channel, String destination, String who);

    /**
     * No more than so many are sent to a destination, {@code 50/s} or {@code 600/min}, whatever its
     * file says; {@code off}: what the file says. Remembered over restarts, with who ordered it.
     */
    void rate(String channel, String destination, String rate, String who);

    /** Messages, newest first. */
    MessagePage messages(MessageQuery query);

    /** One message with its deliveries; {@link ControlException} where there is none. */
    MessageView message(String id);

    /** CONTENT: the bytes of a message as it came, or as it was sent to a destination. */
    byte[] content(String id, String destination);

    /** CONTENT: what the peer of a destination answered last; empty: nothing. */
    Optional<byte[]> response(String id, String destination);

    /**
     * CONTENT: what the peer answered to one attempt, by {@link MessageView.AttemptView#answer};
     * empty: nothing, or another message's.
     */
    Optional<byte[]> answer(String id, String entry);

    /** Facts that the source gave ({@code peer}, {@code file}): CONTENT too. */
    Map<String, String> facts(String id);

    /**
     * A person's act on a message or on its delivery to one destination (empty: on all that fit).
     * The original never changes; resend and rerun make a new linked message, whose id is returned;
     * else the same id.
     */
    String act(Act act, String id, String destination, String who, String why);

    /**
     * Other bytes in place of a message's, through today's channel, as a new linked message whose
     * id is returned. {@code why} must say something.
     */
    String edit(String id, byte[] content, String who, String why);

    /**
     * What one destination was to get goes to another one of its channel as a new linked message,
     * whose id is returned; the first is skipped. {@code why} must say something.
     */
    String redirect(String id, String destination, String to, String who, String why);

    /** How many messages fit an act on many; nothing is done. */
    BulkResult fits(BulkAct all);

    /**
     * An act on all messages that fit: each is looked at again by the engine's own state at the
     * moment of the act. On the caller's thread, which may be interrupted: it then ends between two
     * messages.
     *
     * @param progress told now and then how far it is
     */
    BulkResult actOnAll(BulkAct all, Consumer<BulkResult> progress);

    /**
     * Messages that wait until one is made of them: the open groups of a channel (empty: of all),
     * the oldest first.
     */
    List<GroupView> groups(String channel);

    /**
     * Closes open groups of a channel now, whatever they wait for: the one with this id, or those
     * with this key; empty: all. Gives how many; {@link ControlException}: there is none, or why
     * one cannot be closed.
     */
    int closeGroups(String channel, String group, String who);

    /** What needs somebody, and who is told. */
    AlertsView alerts();

    /**
     * Tells a target of {@code etc/alerts.yaml} now that this is a test; returns when it took it.
     * {@link ControlException}: why it did not.
     */
    void testAlert(String target, String who);

    /** What was added up, by channel. */
    List<LedgerView> ledger();

    /** Channels that run by a schedule. */
    Schedules schedules();

    /** What is on disk, and how long. */
    Storage storage();

    /** The sums of what came on one day; {@link ControlException}: none are kept of it. */
    LedgerDayView ledger(LocalDate day);

    /** What an operator can order of a channel or destination. */
    enum Order {
        /** Begins to receive and to deliver. */
        START,
        /** Ends both; what is queued stays. Remembered over restarts. */
        STOP,
        /**
         * A channel: receives no more, delivers what is queued. A destination: delivers no more,
         * queues on.
         */
        PAUSE,
        /** Ends a pause. */
        RESUME,
        /** Reads the channel's file again, whether it changed or not. */
        RELOAD
    }

    /** What a person can do with a message. */
    enum Act {
        /** The same bytes again, as a new linked message. */
        RESEND,
        /** The original through today's channel, as a new linked message. */
        RERUN,
        /** Waits for a person. */
        HOLD,
        /** Ends a hold: is tried again now. */
        RELEASE,
        /** Is never sent; the next one goes on. */
        SKIP,
        /** What one destination was to get goes to another one, as a new linked message. */
        REDIRECT
    }
}
