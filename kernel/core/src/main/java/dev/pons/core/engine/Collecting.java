package dev.pons.core.engine;

import dev.pons.core.language.Aggregate;
import dev.pons.core.language.Given;
import dev.pons.core.store.Collected;
import dev.pons.core.store.Content;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Says which group a message goes into. */
@FunctionalInterface
interface Collecting {

    /** For what is never sent: no group is asked, and none knows of it. */
    Collecting NOWHERE = (message, by, asked, left) -> new Place(message, asked.closes());

    /**
     * Where a message goes that a step collects.
     *
     * @param group id of the group
     * @param closes it is whole with the message
     */
    record Place(long group, boolean closes) {

        /**
         * What the message leaves there.
         *
         * @param body null: as it came
         */
        Collected left(
                Given.Collected asked,
                Aggregate by,
                Message left,
                Message original,
                @Nullable Content body) {
            return new Collected(
                    group,
                    asked.name(),
                    asked.key(),
                    closes,
                    left.format().isEmpty() ? by.format() : left.format(),
                    left.body().size(),
                    left.meta().equals(original.meta()) ? null : left.meta(),
                    body);
        }
    }

    /**
     * Looks; nothing has changed afterwards. {@code ProblemException}: it goes into no group, in
     * words for the operator.
     *
     * @param message its id
     * @param left the message as it is now
     */
    Place place(long message, Aggregate by, Given.Collected asked, Message left)
            throws ProblemException, IOException;
}
