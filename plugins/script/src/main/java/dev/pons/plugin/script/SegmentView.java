package dev.pons.plugin.script;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of HL7 v2 as {@code <HL7Message>} with its segments; see {@link SegmentXml}. */
final class SegmentView implements Classic {

    private static final String HEADER = "MSH";

    private final dev.pons.spi.format.Document message;
    private final List<Original> originals = new ArrayList<>();
    private final Element root;
    private final Scriptable shown;

    /** A segment as it came. */
    private record Original(Node node, Element element, Fields fields, Untouched content) {}

    SegmentView(
            dev.pons.spi.format.Document message,
            List<Node> segments,
            Session session,
            ScriptableObject top)
            throws ProblemException {
        this.message = message;
        Document document = Xml.document("HL7Message");
        root = document.getDocumentElement();
        var xml = new SegmentXml(document);
        for (var segment : segments) {
            var fields = Fields.of(segment);
            var element = xml.element(segment.name(), fields);
            root.appendChild(element);
            originals.add(new Original(segment, element, fields, Untouched.of(element)));
        }
        shown = Xml.object(root, session, top);
    }

    @Override
    public Scriptable shown() {
        return shown;
    }

    @Override
    public Message write(Object left) throws ProblemException {
        var now = Xml.element(left);
        Map<Element, Original> known = new IdentityHashMap<>();
        var waiting = new ArrayList<Original>();
        for (var original : originals) {
            var element = present(original, now);
            if (element.isPresent()) {
                waiting.add(original);
                known.put(element.get(), original);
            } else {
                original.node().remove();
            }
        }
        int index = 0;
        for (var at = now.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element element) {
                segment(element, known.get(element), waiting, index);
                index++;
            }
        }
        return message.message();
    }

    /** What became of a segment; the header is the header, also where it was copied. */
    private Optional<Element> present(Original original, Element now) {
        if (original.element().getParentNode() == now) {
            return Optional.of(original.element());
        }
        return original == originals.get(0)
                        && now.getFirstChild() instanceof Element first
                        && first.getLocalName().equals(HEADER)
                ? Optional.of(first)
                : Optional.empty();
    }

    private void segment(
            Element element, @Nullable Original original, List<Original> waiting, int index)
            throws ProblemException {
        if (original != null && original == waiting.get(0) && original.content().still(element)) {
            waiting.remove(0);
            return;
        }
        var fields = SegmentXml.fields(element);
        if (original != null && original == waiting.get(0)) {
            waiting.remove(0);
            new FieldWriter(original.node()).write(original.fields(), fields);
            return;
        }
        if (original != null) {
            waiting.remove(original);
            original.node().remove();
        }
        var made = message.insert(index, element.getLocalName());
        new FieldWriter(made).write(Fields.of(made), fields);
    }
}
