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
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A message of HL7 v2 as {@code <HL7Message>} with its segments; see {@link SegmentXml}. */
final class SegmentView implements Classic {

    private static final String HEADER = "MSH";

    private final dev.pons.spi.format.Document message;
    private final List<Original> originals = new ArrayList<>();
    private final Document document;
    private final Untouched made = new Untouched();
    private final Scriptable shown;

    /** A segment as it came. */
    private record Original(Node node, Element element, int place) {}

    SegmentView(
            dev.pons.spi.format.Document message,
            List<Node> segments,
            Session session,
            ScriptableObject top)
            throws ProblemException {
        this.message = message;
        document = Xml.document("HL7Message");
        var root = document.getDocumentElement();
        int place = 0;
        for (var segment : segments) {
            var element = Making.element(document, made, segment, SegmentXml.ALL);
            root.appendChild(element);
            originals.add(new Original(segment, element, place));
            place = made.behind(place);
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
        if (original != null && original == waiting.get(0)) {
            waiting.remove(0);
            if (!made.still(element, original.place())) {
                write(original.node(), element, touched(original, element));
            }
            return;
        }
        if (original != null) {
            waiting.remove(original);
            original.node().remove();
        }
        var fresh = message.insert(index, element.getLocalName());
        write(fresh, element, SegmentXml.ALL);
    }

    /** The fields that a script may have changed. */
    private IntPredicate touched(Original original, Element element) throws ProblemException {
        if (!made.is(element, original.place())) {
            return SegmentXml.ALL;
        }
        var numbers = new BitSet();
        int behind = made.behind(original.place());
        int place = original.place() + 1;
        for (var at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (place == behind || !made.is(at, place)) {
                return SegmentXml.ALL;
            }
            if (!made.still(at, place)) {
                numbers.set(SegmentXml.number((Element) at, element.getLocalName()));
            }
            place = made.behind(place);
        }
        return place == behind ? numbers::get : SegmentXml.ALL;
    }

    private void write(Node segment, Element element, IntPredicate which) throws ProblemException {
        var before = Making.element(document, new Untouched(), segment, which);
        new FieldWriter(segment)
                .write(SegmentXml.fields(before, which), SegmentXml.fields(element, which));
    }
}
