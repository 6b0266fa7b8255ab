package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.Faults;
import dev.pons.core.language.Aggregate;

import java.util.List;

/** Whether the steps of a channel fit to its source. */
record SourceCheck(ChannelFile file, Faults faults) {

    /**
     * Says what does not.
     *
     * @param listens the source is one that others push to
     */
    void of(boolean listens, List<Aggregate> aggregates) {
        if (listens) {
            aggregates.stream().filter(a -> a.until().endOfPoll()).forEach(this::noPollEnds);
        }
        var acknowledge = file.source().answer().acknowledge();
        boolean early = acknowledge == ChannelFile.Acknowledge.STORED;
        if (!early && acknowledge != ChannelFile.Acknowledge.CHECKED) {
            isAnswered("split");
            isAnswered("aggregate");
        }
    }

    private void noPollEnds(Aggregate by) {
        faults.add(
                by.mark(),
                "the source "
                        + file.source().part().type()
                        + " does not poll, so no poll ends: give `until` a number, a time or a"
                        + " condition");
    }

    /** A sender cannot wait for what is made of its message, which is a message of its own. */
    private void isAnswered(String step) {
        if (TypeUse.names(file.steps(), step)) {
            faults.add(
                    file.source().part().mark(),
                    "with `"
                            + step
                            + "` the sender is told `stored` or `checked`: what is made of its"
                            + " message is a message of its own, and is processed later");
        }
    }
}
