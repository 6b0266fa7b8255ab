package dev.pons.plugin.xml;

import dev.pons.spi.format.Fresh;

import java.nio.charset.StandardCharsets;

/** A document with an outermost element and nothing in it, in UTF-8. */
final class FreshDocument {

    private FreshDocument() {}

    /** A prefix gives its namespace, which becomes the default of what is put into the document. */
    static byte[] of(Fresh wanted, Paths paths) {
        if (!wanted.version().isEmpty()) {
            throw new IllegalArgumentException("format xml has no versions; leave out `version`");
        }
        var name = wanted.as();
        int colon = Math.max(0, name.indexOf(':'));
        var prefix = name.substring(0, colon);
        var local = colon == 0 ? name : name.substring(colon + 1);
        if (!Chars.isName(local) || !prefix.isEmpty() && !Chars.isName(prefix)) {
            throw new IllegalArgumentException(
                    "`as` is the name of the outermost element, such as hl7:ClinicalDocument");
        }
        var namespace = prefix.isEmpty() ? "" : paths.namespaces().get(prefix);
        if (namespace == null) {
            throw new IllegalArgumentException(
                    "the prefix in `as` is not among the format's namespaces; write format: {"
                            + " xml: { namespaces: { "
                            + prefix
                            + ": \"urn:...\" } } }");
        }
        var declaration = namespace.isEmpty() ? "" : Name.declaration("", namespace);
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + local + declaration + "/>\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
