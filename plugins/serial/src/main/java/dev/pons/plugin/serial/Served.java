package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Whom a line serves: those who want it as the first of them does, and one source. The others are
 * told why not, and served when those before them have left. The line's thread.
 */
final class Served {

    private final String port;
    private List<Member> all = List.of();
    private int changes = -1;
    private Optional<Terms> terms = Optional.empty();
    private boolean changed;
    private @Nullable String state;

    Served(String port) {
        this.port = port;
    }

    /** True: somebody came or went since the last look. */
    boolean look(Members members) {
        int now = members.changes();
        if (now == changes) {
            return false;
        }
        changes = now;
        all = members.all();
        var wanted = all.stream().findFirst().map(Member::terms);
        changed = !wanted.equals(terms);
        terms = wanted;
        return true;
    }

    /** Nobody wants the line. */
    void forget() {
        all = List.of();
        changes = -1;
        terms = Optional.empty();
        state = null;
    }

    /** What the line must be is another thing than before the last look. */
    boolean termsChanged() {
        return changed;
    }

    Optional<Terms> terms() {
        return terms;
    }

    /** Who takes the messages; null: nobody. */
    @Nullable Taking taking() {
        return source().map(Member::taking).orElse(null);
    }

    private Optional<Member> source() {
        return all.stream().filter(this::fits).filter(m -> m.taking() != null).findFirst();
    }

    private boolean fits(Member member) {
        return terms.filter(member.terms()::equals).isPresent();
    }

    /** It works (empty), or why it does not. */
    void state(String why) {
        state = why;
        tell();
    }

    /** All of them hear how it stands for them. */
    void tell() {
        var source = source();
        for (var member : all) {
            boolean second = member.taking() != null && source.filter(member::equals).isEmpty();
            var why = !fits(member) ? other(member) : second ? taken(source) : state;
            if (why != null) {
                member.told(why);
            }
        }
    }

    private String other(Member member) {
        var first = all.get(0);
        return first.context().name()
                + " has "
                + port
                + " as "
                + words(first)
                + ", and "
                + member.context().name()
                + " wants "
                + words(member)
                + "; write the same line, and framing or lis1, in both";
    }

    private static String words(Member member) {
        return member.terms().words();
    }

    private String taken(Optional<Member> source) {
        return source.map(member -> member.context().name()).orElse("another channel")
                + " takes the messages of "
                + port
                + "; a line has one source";
    }
}
