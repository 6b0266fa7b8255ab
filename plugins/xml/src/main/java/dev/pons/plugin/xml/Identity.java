package dev.pons.plugin.xml;

import java.util.HashMap;
import java.util.Map;

/**
 * What a document is found by, as far as its beginning tells. The type is the name of the outermost
 * element: of HL7 v3 the interaction, of HL7 v2 in XML the message structure.
 *
 * <table>
 * <caption>Where identifiers stand</caption>
 * <tr><td>CDA</td><td>id</td><td>recordTarget/patientRole/id</td></tr>
 * <tr><td>HL7 v2 in XML</td><td>MSH/MSH.10</td><td>PID/PID.3/CX.1</td></tr>
 * <tr><td>HL7 v3, others</td><td>id</td><td>controlActProcess//patient/id</td></tr>
 * </table>
 */
final class Identity {

    private static final Paths PATHS = new Paths(Map.of());

    private final Finder finder;
    private final Element document;

    Identity(Element document) {
        this.document = document;
        this.finder = new Finder(document);
    }

    Map<String, String> all() {
        var found = new HashMap<String, String>(4);
        var root = finder.all(document, PATHS.parse("/*"));
        if (root.isEmpty() || !(root.get(0) instanceof Element outermost)) {
            return found;
        }
        put(found, "type", outermost.local());
        if (text(document, "/*/MSH/MSH.10").isEmpty()) {
            put(found, "id", id("/*/id", true));
            put(
                    found,
                    "patient",
                    outermost.isNamed("ClinicalDocument")
                            ? id("/*/recordTarget/patientRole/id", false)
                            : id("/*/controlActProcess//patient/id", false));
        } else {
            put(found, "id", text(document, "/*/MSH/MSH.10"));
            put(found, "patient", text(document, "//PID/PID.3/CX.1"));
        }
        return found;
    }

    private static void put(Map<String, String> found, String name, String text) {
        if (!text.isBlank()) {
            found.put(name, text.strip());
        }
    }

    /** The first instance identifier (HL7 v3 type II), id of FHIR, or text that is not empty. */
    private String id(String path, boolean withRoot) {
        for (var one : finder.all(document, PATHS.parse(path))) {
            var root = text(one, "@root");
            var extension = text(one, "@extension");
            var number = extension.isEmpty() ? root : extension;
            var other = number.isEmpty() ? text(one, "@value") : number;
            var text = other.isEmpty() ? Strings.of(one) : other;
            if (!text.isBlank()) {
                boolean both = withRoot && !root.isEmpty() && !extension.isEmpty();
                return both ? root + "^" + extension : text;
            }
        }
        return "";
    }

    private String text(Place from, String path) {
        var found = finder.all(from, PATHS.parse(path));
        return found.isEmpty() ? "" : Strings.of(found.get(0));
    }
}
