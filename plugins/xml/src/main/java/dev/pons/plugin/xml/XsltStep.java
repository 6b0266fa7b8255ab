package dev.pons.plugin.xml;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;

import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.stream.StreamResult;

/** Puts what a stylesheet makes of a message in its place. */
final class XsltStep implements Step {

    private final XsltOptions options;
    private final Stylesheet stylesheet;

    XsltStep(XsltOptions options, Stylesheet stylesheet) {
        this.options = options;
        this.stylesheet = stylesheet;
    }

    @Override
    public StepResult apply(Message message, Run run) throws ProblemException, IOException {
        var text = Document.open(message, run).encoded().text();
        var transformer = stylesheet.transformer(said -> run.note("xsl:message: " + said));
        for (var parameter : options.with().entrySet()) {
            transformer.setParameter(parameter.getKey(), run.text(parameter.getValue()));
        }
        var result = Payload.of(transformed(text, transformer, run));
        var next =
                options.format().isEmpty()
                        ? message.withBody(result)
                        : message.withBody(result, options.format());
        var charset = transformer.getOutputProperty(OutputKeys.ENCODING);
        boolean usual = charset == null || charset.equalsIgnoreCase("UTF-8");
        boolean said = message.meta("charset").isPresent();
        return StepResult.next(
                usual && !said ? next : next.with("charset", usual ? "UTF-8" : charset));
    }

    private byte[] transformed(String text, Transformer transformer, Run run)
            throws ProblemException {
        var out = new Bounded(options.largest());
        try {
            transformer.transform(
                    Guarded.source(new StringReader(text), "message:"), new StreamResult(out));
        } catch (TransformerException failed) {
            run.note("the stylesheet failed: " + failed.getMessage());
            throw new ProblemException(
                    out.full
                            ? Problem.of(
                                    "too-long",
                                    "the result of "
                                            + stylesheet.name()
                                            + " is longer than "
                                            + options.largest()
                                            + " bytes; the option largest allows more")
                            : Problem.of(
                                    "value",
                                    stylesheet.name()
                                            + " failed on this message: it ended itself"
                                            + " (xsl:message terminate), asks for something that"
                                            + " is not there, or uses document() or an extension,"
                                            + " which are off"));
        }
        return out.toByteArray();
    }

    /** Bytes up to a number. */
    private static final class Bounded extends ByteArrayOutputStream {

        private final long largest;
        private boolean full;

        private Bounded(long largest) {
            this.largest = largest;
        }

        @Override
        public synchronized void write(int one) {
            room(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            room(length);
            super.write(bytes, from, length);
        }

        private void room(int more) {
            if (count + (long) more > largest) {
                full = true;
                throw new IllegalStateException("the result is too long");
            }
        }
    }
}
