package dev.pons.plugin.text;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.nio.charset.Charset;
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

    @Override
    public void check(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    path + " is not a path of a text; write text, line[2] or line[*]");
        }
    }
}
