package dev.pons.plugin.hapi;

import dev.pons.plugin.hapi.Element.Kind;
import dev.pons.plugin.hapi.Profile.Definition;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a message profile (HL7 v2.5, section 2.12, table of elements and attributes; the DTD and
 * schema of the standard). Descriptions, use cases, dynamic definitions and examples of values say
 * nothing that can be checked, and are passed over.
 */
final class ProfileReader extends DefaultHandler {

    private static final String ROOT = "HL7v2xConformanceProfile";

    private static final Set<String> PASSED =
            Set.of(
                    "MetaData",
                    "ImpNote",
                    "UseCase",
                    "Encodings",
                    "DynamicDef",
                    "Description",
                    "Reference",
                    "Predicate",
                    "DataValues");

    /** What may stand in what; the root is above a static definition. */
    private static final Map<Kind, Set<Kind>> INSIDE =
            Map.of(
                    Kind.STATIC_DEF, Set.of(Kind.GROUP, Kind.SEGMENT),
                    Kind.GROUP, Set.of(Kind.GROUP, Kind.SEGMENT),
                    Kind.SEGMENT, Set.of(Kind.FIELD),
                    Kind.FIELD, Set.of(Kind.COMPONENT),
                    Kind.COMPONENT, Set.of(Kind.SUB_COMPONENT),
                    Kind.SUB_COMPONENT, Set.of());

    private final ProfileFaults faults;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Definition> definitions = new ArrayList<>();
    private @Nullable Locator place;
    private String said = "";
    private int passing;
    private Header about = new Header("", "", "", "");

    /** An element whose end has not come. */
    private record Open(Element element, List<Element> parts) {}

    ProfileReader(ProfileFaults faults) {
        this.faults = faults;
    }

    /** What was read; where there are faults, it is not whole. */
    Profile profile() {
        if (faults.none() && definitions.isEmpty()) {
            faults.add(1, "there is no <" + Kind.STATIC_DEF.tag + ">, so no message fits; add it");
        }
        return new Profile(faults.file(), said, Model.version(said), List.copyOf(definitions));
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        place = locator;
    }

    private int line() {
        return place == null ? 1 : Math.max(1, place.getLineNumber());
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (passing > 0 || PASSED.contains(name)) {
            passing++;
        } else if (said.isEmpty()) {
            root(name, attributes);
        } else {
            child(name, new ElementAttributes(name, attributes, line(), faults));
        }
    }

    private void root(String name, Attributes attributes) {
        if (!name.equals(ROOT)) {
            faults.add(line(), "a message profile is a <" + ROOT + ">, this is a <" + name + ">");
        }
        said = new ElementAttributes(name, attributes, line(), faults).need("HL7Version");
        if (Model.version(said).isEmpty()) {
            faults.add(line(), "HL7Version is one from 2.1 on, as 2.5");
            said = said.isEmpty() ? "none" : said;
        }
    }

    private void child(String name, ElementAttributes attributes) {
        var around = open.isEmpty() ? null : open.getLast().element().kind();
        var allowed =
                around == null ? Set.of(Kind.STATIC_DEF) : INSIDE.getOrDefault(around, Set.of());
        var kind = allowed.stream().filter(one -> one.tag.equals(name)).findFirst();
        if (kind.isEmpty()) {
            var outer = around == null ? ROOT : around.tag;
            faults.add(
                    line(),
                    name.equals("HL7v2xStaticDefRef")
                            ? "definitions of other files are not fetched; put it into this file"
                            : "a <" + outer + "> has no <" + name + ">; correct or remove it");
            passing++;
            return;
        }
        if (kind.get() == Kind.STATIC_DEF) {
            about =
                    new Header(
                            attributes.need("MsgType"),
                            attributes.need("EventType"),
                            attributes.text("MsgStructID"),
                            said);
        }
        open.addLast(new Open(attributes.element(kind.get()), new ArrayList<>()));
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (passing > 0) {
            passing--;
        } else if (!open.isEmpty()) {
            var ended = open.removeLast();
            var element = ended.element().with(ended.parts());
            if (open.isEmpty()) {
                definitions.add(
                        new Definition(about.type(), about.event(), about.structure(), element));
            } else {
                open.getLast().parts().add(element);
            }
        }
    }
}
