package dev.pons.spi.config;

/**
 * A condition of the channel language, as an option ({@code when:} and its matchers). A step asks
 * {@code run.holds(condition)}; which line decided is recorded with the message.
 */
public final class Condition {

    private final Object tree;

    private Condition(Object tree) {
        this.tree = tree;
    }

    /** For the kernel and for tests: the parsed YAML (maps, lists, text). */
    public static Condition of(Object tree) {
        return new Condition(tree);
    }

    /** For the kernel: what was given to {@link #of}. */
    public Object tree() {
        return tree;
    }
}
