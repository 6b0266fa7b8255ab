package dev.pons.core.config;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.List;
import java.util.Optional;

/**
 * The reference page of types: for each a Markdown table with option, type, default and what it
 * does, made from the records alone.
 */
public final class Reference {

    private Reference() {}

    /**
     * One type: heading, sentence, table. Options of the kernel's ports and peers have tables of
     * their own: give {@link ListenOptions} and {@link PeerOptions} for them.
     */
    public static String of(Class<? extends Record> type) {
        var name = type.getAnnotation(Name.class);
        var doc = type.getAnnotation(Doc.class);
        var page = new StringBuilder("### ");
        page.append(name == null ? words(type.getSimpleName()) : "`" + name.value() + "`");
        page.append("\n\n").append(doc == null ? "" : doc.value() + ".\n\n");
        var options = Option.of(type);
        if (options.isEmpty()) {
            return page.append("No options.\n").toString();
        }
        page.append("| option | type | default | what it does |\n|---|---|---|---|\n");
        rows(options, "", page);
        return page.toString();
    }

    /** Several types, one below the other, by name. */
    public static String of(List<Class<? extends Record>> types) {
        return String.join(
                "\n", Schema.byName(types).values().stream().map(Reference::of).toList());
    }

    private static void rows(List<Option> options, String prefix, StringBuilder page) {
        for (var option : options) {
            page.append("| `").append(prefix).append(option.name()).append("` | ");
            page.append(cell(option.kind().word())).append(" | ");
            page.append(standard(option)).append(" | ").append(cell(option.doc())).append(" |\n");
            inner(option.kind()).ifPresent(o -> rows(o, prefix + option.name() + ".", page));
        }
    }

    private static Optional<List<Option>> inner(Kind kind) {
        if (kind instanceof Kinds.MaybeKind maybe) {
            return inner(maybe.of());
        }
        if (kind instanceof Kinds.ManyKind many) {
            return inner(many.of());
        }
        return kind instanceof GroupKind group && group.brief() == GroupKind.Short.SOLE_REQUIRED
                ? Optional.of(Option.of(group.record()))
                : Optional.empty();
    }

    private static String standard(Option option) {
        var standard = option.standard();
        if (standard == null) {
            return option.required() ? "**required**" : "none";
        }
        return standard.isEmpty() ? "empty" : "`" + cell(standard) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String words(String name) {
        return Option.kebab(name).replace('-', ' ');
    }
}
