package dev.pons.plugin.text;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text: {@code text} is all of it, {@code line[2]} its second line, {@code line[*]} every one. */
final class TextFormat implements Format {

    static final Pattern PATH = Pattern.compile("text|\\.|line(?:\\[(\\*|[1-9][0-9]{0,8})])?");

    private final Charset charset;

    TextFormat(Charset charset) {
        this.charset = charset;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return new TextTree(message.body(), charset(message));
    }

    private Charset charset(Message message) throws ProblemException {
        var told = message.meta("charset");
        try {
            return told.isEmpty() ? charset : Charset.forName(told.get());
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problem.of(
                            "unsupported", "the source names a character set that is not known"));
        }
    }

    /** Empty. */
    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        if (!wanted.as().isEmpty() || !wanted.version().isEmpty()) {
            throw new IllegalArgumentException("a text has no type or version: leave out `as`");
        }
        return Optional.of(Payload.of(new byte[0]));
    }

    /** One behind the other, each with a line end behind it; all in one character set. */
    @Override
    public Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        var all = new ByteArrayOutputStream();
        for (var message : messages) {
            var set = charset(message);
            if (!set.equals(charset(messages.get(0)))) {
                throw new ProblemException(
                        Problem.of("value", "its character set is another than the first one's"));
            }
            var bytes = message.body().toBytes();
            all.write(bytes);
            if (!new String(bytes, set).endsWith("\n")) {
                all.write("\n".getBytes(set));
            }
        }
        return Payload.of(all.toByteArray());
    }

    @Override
    public void check(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    path + " is not a path of a text; write text, line[2] or line[*]");
        }
    }
}
