package dev.pons.plugin.astm;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this format start from. */
final class Given {

    static final String RESULT =
            String.join(
                    "\r",
                    "H|\\^&|77||cobas^1|||||LIS||P|1|20260131120000",
                    "C|1|I|of the message|G",
                    "P|1|4711|L4711||Muster^Anna||19700101|F",
                    "O|1|S1^A||^^^GLU\\^^^NA|R",
                    "C|1|I|of the order|G",
                    "R|1|^^^GLU|5.5|mmol/l||N||F",
                    "C|1|I|fasting &F& rested|G",
                    "R|2|^^^NA|140|mmol/l||N||F",
                    "O|2|S2||^^^CRP|R",
                    "R|1|^^^CRP|12|mg/l||H||P",
                    "P|2|4712",
                    "O|1|S3||^^^K",
                    "L|1|N",
                    "");

    private Given() {}

    static AstmFormat format(String charset, boolean lenient) {
        return new AstmFormat(Encoding.named(charset).orElseThrow(), lenient);
    }

    static AstmFormat format() {
        return format("UTF-8", false);
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static AstmTree tree(String text) throws ProblemException, IOException {
        return (AstmTree) format().read(message(text));
    }

    static String text(AstmTree tree) throws ProblemException, IOException {
        return new String(tree.write().toBytes(), StandardCharsets.UTF_8);
    }

    static List<String> texts(AstmTree tree, String path) throws ProblemException {
        return texts(tree, tree.root(), path);
    }

    static List<String> texts(AstmTree tree, Place from, String path) throws ProblemException {
        var texts = new ArrayList<String>();
        for (var place : tree.find(from, path)) {
            texts.add(tree.value(place).text());
        }
        return texts;
    }
}
