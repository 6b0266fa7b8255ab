package dev.pons.tck;

import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A format of opaque messages whose answers are {@code YES} and {@code NO}. */
final class Plain implements FormatType<Plain.Options> {

    static final String NAME = "tck";
    static final String YES = "YES";
    static final String NO = "NO";

    @Name(NAME)
    @Doc("Opaque messages, answered by YES or NO")
    record Options() {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Format create(Options options, dev.pons.spi.Context context) {
        return new Format() {
            @Override
            public Tree<?> read(Message message) throws ProblemException {
                throw new ProblemException(Problem.of("not-allowed", "this format has no paths"));
            }

            @Override
            public Reply reply(Message request, Receipt receipt) {
                boolean yes =
                        receipt.kind() == Receipt.Kind.STORED
                                || receipt.kind() == Receipt.Kind.DUPLICATE;
                return Reply.answer(Message.of((yes ? YES : NO).getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Delivery judge(Message sent, Message response) throws IOException {
                var text = new String(response.body().toBytes(), StandardCharsets.UTF_8);
                return (text.equals(YES)
                                ? Delivery.delivered()
                                : Delivery.rejected("the peer said no"))
                        .with(response);
            }
        };
    }
}
