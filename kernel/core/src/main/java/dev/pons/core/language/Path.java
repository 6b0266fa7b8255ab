package dev.pons.core.language;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A path of a channel file, told apart once: a place in the message, in the message as it came in
 * ({@code in.}), a fact ({@code meta.}), a variable, the message's id or the time.
 *
 * @param rest what follows the prefix: a path of the format, or a name
 * @param written as in the channel file, for words to people
 * @param depth the {@code each} whose current element the rest begins at; 0: the message
 */
record Path(Root root, String rest, String written, int depth) {

    /** A path about the message as a whole. */
    Path(Root root, String rest, String written) {
        this(root, rest, written, 0);
    }

    enum Root {
        MESSAGE,
        ORIGINAL,
        META,
        /** {@code in.meta.}: a fact of the message as it came in. */
        REQUEST_META,
        VARIABLE,
        ID,
        NOW,
        /** Number of the current element of the innermost {@code each}, from 1. */
        INDEX,
        /** How many elements the innermost {@code each} has. */
        COUNT
    }

    /** The text of the first value; empty where there is none. */
    String text(Flow flow) throws ProblemException {
        return switch (root) {
            case MESSAGE -> flow.read().text(depth, rest);
            case ORIGINAL -> flow.readOriginal().text(0, rest);
            default -> {
                String text = single(flow);
                yield text == null ? "" : text;
            }
        };
    }

    /** All values, in order; empty: absent. */
    List<Value> values(Flow flow) throws ProblemException {
        return switch (root) {
            case MESSAGE -> flow.read().values(depth, rest);
            case ORIGINAL -> flow.readOriginal().values(0, rest);
            default -> {
                String text = single(flow);
                yield text == null ? List.of() : List.of(Value.of(text));
            }
        };
    }

    private @Nullable String single(Flow flow) throws ProblemException {
        return switch (root) {
            case INDEX -> Integer.toString(flow.read().elements().index());
            case COUNT -> Integer.toString(flow.read().elements().count());
            case META -> flow.fact(rest);
            case REQUEST_META -> flow.original().meta().get(rest);
            case VARIABLE -> flow.variableOrNull(rest);
            case ID -> flow.id();
            default -> flow.nowText();
        };
    }

    boolean isAll() {
        return written.contains("[*]");
    }

    /** A problem at this path; the words never quote its value. */
    ProblemException problem(String code, String words) {
        return new ProblemException(Problem.of(code, words).at(written));
    }
}
