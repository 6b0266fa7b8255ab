package dev.pons.core.store;

import java.util.List;
import java.util.Map;

/**
 * What stands in one volume, as the list of its run says.
 *
 * @param number in the run; the larger one has what was copied forward from the smaller
 * @param span of the times of its entries
 * @param sizes of its files
 * @param gone when its content was deleted, ms; 0: it is there
 * @param channels what of it is whose, by the number that entries say
 * @param sides names of large side files
 */
record Label(
        int number,
        Kept kept,
        Span span,
        Sizes sizes,
        long gone,
        Map<String, Share> channels,
        List<String> sides) {

    /** Times, ms. */
    record Span(long oldest, long newest) {

        Span with(long at) {
            return new Span(oldest == 0 ? at : Math.min(oldest, at), Math.max(newest, at));
        }
    }

    /** Entries, and bytes of its files and of its side files. */
    record Sizes(long entries, long facts, long content, long large) {

        /** All bytes. */
        long bytes() {
            return facts + content + large;
        }
    }

    /** Messages, and raw bytes, of a channel. */
    record Share(long messages, long facts, long content, long large) {

        long bytes() {
            return facts + content + large;
        }

        Share plus(Share more) {
            return new Share(
                    messages + more.messages,
                    facts + more.facts,
                    content + more.content,
                    large + more.large);
        }
    }

    /** It has content that can be deleted. */
    boolean hasContent() {
        return gone == 0 && sizes.content() + sizes.large() > 0;
    }

    /** The same after its content was deleted. */
    Label without(long at) {
        var left = new Sizes(sizes.entries(), sizes.facts(), 0, 0);
        return new Label(number, kept, span, left, at, channels, List.of());
    }
}
