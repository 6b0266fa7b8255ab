package dev.pons.tck;

import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Of a format of one word; run by {@link ContractsCanFailTest} with each flaw. */
final class WordContract extends FormatContract {

    @Name("word")
    @Doc("One word")
    record Options() {}

    private static final class Words implements FormatType<Options> {
        @Override
        public Class<Options> config() {
            return Options.class;
        }

        @Override
        public Format create(Options options, Context context) {
            return WordContract::read;
        }
    }

    private static Tree<?> read(Message message) throws ProblemException, IOException {
        var text = new String(message.body().toBytes(), StandardCharsets.ISO_8859_1);
        if (!text.matches("\\s*\\w+\\s*")) {
            if (Flaw.FRAGILE.isNow()) {
                throw new IllegalStateException("no word");
            }
            var quoted = Flaw.QUOTING.isNow() ? ": " + text : "";
            throw new ProblemException(Problem.of("format", "this is not one word" + quoted));
        }
        return new Word(text);
    }

    private static final class Word implements Tree<Word> {

        private String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        public Word root() {
            return this;
        }

        @Override
        public String name(Word node) {
            return "word";
        }

        @Override
        public Value value(Word node) {
            return Value.of(text.strip());
        }

        @Override
        public List<Word> children(Word node) {
            return List.of();
        }

        @Override
        public void set(Word node, Value value) {
            text = value.text();
        }

        @Override
        public Word insert(Word parent, int index, String name) throws ProblemException {
            throw new ProblemException(Problem.of("not-allowed", "a word has no parts"));
        }

        @Override
        public void remove(Word node) throws ProblemException {
            throw new ProblemException(Problem.of("not-allowed", "a word has no parts"));
        }

        @Override
        public Payload write() {
            var written = Flaw.TIDY.isNow() ? text.strip() : text;
            return Payload.of(written.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    protected FormatType<?> type() {
        return new Words();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new Words().create(new Options(), context());
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(bytes(" one\n"), bytes("two"));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of();
    }

    @Override
    protected String wrongOptions() {
        return "{ a: 1, b: 2, c: 3 }";
    }

    @Override
    protected String example() {
        return "";
    }
}
