package dev.pons.core.control;

/**
 * A person's act on all messages that fit.
 *
 * @param act what is done with each
 * @param query which ones, made by {@link MessageQuery#oldest}
 * @param most at most so many of those that fit; 0: all
 * @param destination one destination of each; empty: all
 * @param to another destination, for {@link Control.Act#REDIRECT}
 * @param who orders it
 * @param why stands in the record of each; never empty
 */
public record BulkAct(
        Control.Act act,
        MessageQuery query,
        long most,
        String destination,
        String to,
        String who,
        String why) {}
