package dev.pons.plugin.hapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A conformance profile. Immutable.
 *
 * @param file its name, for people
 * @param said its HL7Version
 * @param version the same, or the one before it that HAPI has
 */
record Profile(String file, String said, String version, List<Definition> definitions) {

    private static final String ANY = "ALL";

    /**
     * What it says of one type of message.
     *
     * @param event {@code ALL}: any
     * @param structure may be empty
     * @param root with the groups and segments of the message
     */
    record Definition(String type, String event, String structure, Element root) {

        boolean fits(Header header) {
            return type.equals(header.type())
                    && (event.equals(header.event()) || event.equalsIgnoreCase(ANY));
        }

        /** The name of the structure, as HAPI finds it. */
        Header header(String version) {
            return new Header(type, event, structure, version);
        }
    }

    Optional<Definition> definition(Header header) {
        return definitions.stream().filter(one -> one.fits(header)).findFirst();
    }

    /** {@code ADT^A01, ADT^A04}. */
    String types() {
        return definitions.stream()
                .map(one -> one.type() + "^" + one.event())
                .collect(Collectors.joining(", "));
    }

    /** {@code adt-a01.xml:45}. */
    String at(Element element) {
        return file + ":" + element.line();
    }
}
