package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change of a channel would do, before it is done; and the way back. Published as a service;
 * any thread. {@link ControlException} says in words why something could not be done.
 */
@ProviderType
public interface Trials {

    /**
     * Looks at a channel's file without running it.
     *
     * @param channel with a file: also one that does not exist yet
     */
    CheckView check(String channel, Changed changed);

    /**
     * Messages of the past go through a changed channel, with nothing sent, and what it makes of
     * them is compared with what was made then. On the caller's thread, which may be interrupted.
     */
    TrialView replay(String channel, Changed changed, Past past, List<String> allowed);

    /**
     * A message goes through a channel before the caller's eyes: each step with what it saw and
     * changed, and what each destination would get. Nothing is sent or kept.
     *
     * @param facts what a source would say of it ({@code peer}, {@code file})
     * @param answers of peers that steps ask, by their names; who is not in it is not asked
     */
    TraceView look(
            String channel,
            Changed changed,
            byte[] message,
            Map<String, String> facts,
            Map<String, byte[]> answers);

    /** The same of a message that ran, with the version and the answers that it ran with. */
    TraceView why(String message);

    /**
     * Runs the tests that stand beside the channel files, each on an engine of its own.
     *
     * @param channel empty: of all channels
     * @param update golden files are written as they are now
     */
    List<TestView> test(String channel, boolean update);

    /** From now on each message goes through a changed channel too, beside the running one. */
    void shadow(String channel, Changed changed, String who);

    /** What the shadow of a channel has made otherwise so far. */
    TrialView diff(String channel, List<String> allowed);

    /** Ends a shadow; nothing else changes. */
    void endShadow(String channel, String who);

    /**
     * The shadow becomes the channel, between two messages: its text becomes the channel's file.
     */
    String promote(String channel, String who);

    /** The versions that ran, the newest first. */
    List<VersionView> history(String channel);

    /** The text of a version, with what it included. */
    String text(String channel, long version);

    /**
     * The text of an earlier version becomes the channel's file again.
     *
     * @param version 0: the one before the running one
     * @return what was done, in a line
     */
    String rollback(String channel, long version, String who);

    /**
     * A channel like another one: its text, in which values are changed, becomes the file of a new
     * channel.
     *
     * @param settings each {@code path=value}: {@code source.mllp.listen.port=2580}
     * @return what was done, in a line
     */
    String create(String channel, String from, List<String> settings, String who);

    /** Looks at the text of a channel without running it; there need be no such channel. */
    CheckView checkText(String channel, String text);

    /** The channel's file as it stands in the folder; empty: there is none. */
    Optional<String> file(String channel);

    /**
     * A text becomes the channel's file. In place of another one it runs first, between two
     * messages, and is written when it does; so a text that does not run changes nothing.
     *
     * @param over the text that it replaces, {@link #file} of now; empty: there is no file yet. Is
     *     it another by now, nothing is done
     * @return what was done, in a line
     */
    String write(String channel, Optional<String> over, String text, String who);

    /**
     * Takes the channel's file away, and with it the channel; its messages stay.
     *
     * @param over as for {@link #write}
     * @return what was done, in a line
     */
    String delete(String channel, Optional<String> over, String who);

    /**
     * A changed channel.
     *
     * @param file a path of the engine's machine, to the folder of the instance; empty: the file as
     *     it is, for plugins that were changed
     */
    record Changed(String file) {}

    /**
     * Which messages of the past, the last ones or those since a time.
     *
     * @param last so many; {@link #ALL}: all of them
     * @param since none before it
     */
    record Past(long last, Instant since) {

        /** Without a limit to their number. */
        public static final long ALL = Long.MAX_VALUE;
    }
}
