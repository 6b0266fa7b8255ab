package dev.pons.plugin.script;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Document;

import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The object {@code msg} of one message, and how what became of it gets back into the message. */
interface Classic {

    /** What the script sees. */
    Scriptable shown();

    /**
     * The message with what changed; the same one if nothing did.
     *
     * @param left what {@code msg} is when the script has ended
     */
    Message write(Object left) throws ProblemException;

    /** Changes are written as they are made. */
    static Classic none(Document document, Scriptable shown) {
        return new Classic() {
            @Override
            public Scriptable shown() {
                return shown;
            }

            @Override
            public Message write(Object left) throws ProblemException {
                return document.message();
            }
        };
    }

    /** As an object of E4X: HL7 v2 by its segments, XML as it is. */
    static Classic view(Document document, Message message, Session session, ScriptableObject top)
            throws ProblemException {
        var segments = document.children();
        if (!segments.isEmpty() && segments.get(0).name().equals("MSH")) {
            return new SegmentView(document, segments, session, top);
        }
        var text = document.encoded().text();
        if (text.stripLeading().startsWith("<") || text.startsWith("\uFEFF<")) {
            return new XmlView(message, text, session, top);
        }
        throw new ProblemException(
                Problem.of(
                        "unsupported",
                        "e4x works on HL7 v2 and XML, and this message is neither; leave out e4x"
                                + " and use msg.get and msg.set"));
    }
}
