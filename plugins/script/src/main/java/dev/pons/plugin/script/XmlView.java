package dev.pons.plugin.script;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * A message of XML as the object of E4X that its root is. What stands outside of the root stays.
 */
final class XmlView implements Classic {

    private static final Pattern DECLARED =
            Pattern.compile("^\\uFEFF?<\\?xml[^>]*\\sencoding=[\"']([^\"']+)");

    private final Message message;
    private final String text;
    private final String before;
    private final Scriptable shown;

    XmlView(Message message, String text, Session session, ScriptableObject top)
            throws ProblemException {
        this.message = message;
        this.text = text;
        var bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var root = Xml.parsed(bare);
        before = Xml.text(root);
        shown = Xml.object(root, session, top);
    }

    @Override
    public Scriptable shown() {
        return shown;
    }

    @Override
    public Message write(Object left) throws ProblemException {
        var now = Xml.text(Xml.element(left));
        if (now.equals(before)) {
            return message;
        }
        int from = begin();
        var all = text.substring(0, from) + now + text.substring(end(from));
        var charset = charset();
        if (!charset.newEncoder().canEncode(all)) {
            throw new ProblemException(
                    Problem.of(
                            "value",
                            "the character set of the message, "
                                    + charset
                                    + ", lacks a character that the script put in"));
        }
        return message.withBody(Payload.of(all.getBytes(charset)));
    }

    /** As the source said, else as the declaration says, else UTF-8. */
    private Charset charset() throws ProblemException {
        var declared = DECLARED.matcher(text.substring(0, begin()));
        var name = message.meta("charset").orElse(declared.find() ? declared.group(1) : "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problem.of("unsupported", "the character set of the message is not known"));
        }
    }

    /** Where the root begins: behind the declaration, comments and instructions. */
    private int begin() {
        int at = text.indexOf('<');
        while (text.startsWith("<?", at) || text.startsWith("<!--", at)) {
            var end = text.startsWith("<?", at) ? "?>" : "-->";
            at = text.indexOf('<', text.indexOf(end, at + 2) + end.length());
        }
        return at;
    }

    /** Where it ends: before comments and instructions. */
    private int end(int from) {
        int at = text.lastIndexOf('>') + 1;
        while (at > from) {
            boolean comment = text.startsWith("-->", at - 3);
            if (!comment && !text.startsWith("?>", at - 2)) {
                return at;
            }
            int begins = text.lastIndexOf(comment ? "<!--" : "<?", at - 3);
            at = text.lastIndexOf('>', begins) + 1;
        }
        return text.length();
    }
}
