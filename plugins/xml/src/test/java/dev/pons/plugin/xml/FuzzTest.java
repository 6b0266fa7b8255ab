package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

/**
 * Documents that were damaged at random: what is well formed is judged as the JDK's parser does,
 * nothing but the declared exception comes out, in our words, and an edit leaves a document that is
 * well formed. {@code -Dproof.runs=1000000} makes a long run, {@code -Dproof.seed=S} repeats one
 * that failed. Damages the corpus too where it is beside a parent.
 */
@Timeout(3600)
class FuzzTest {

    private static final String CANARY = "CANARY7Q";
    private static final List<String> PIECES =
            List.of(
                    "<",
                    ">",
                    "/",
                    "</",
                    "/>",
                    "<a>",
                    "</a>",
                    "<b/>",
                    "&",
                    ";",
                    "&amp;",
                    "&#10;",
                    "&#x0;",
                    "&x;",
                    "\"",
                    "'",
                    "=",
                    " ",
                    "\r\n",
                    "\t",
                    "<![CDATA[",
                    "]]>",
                    "]]",
                    "<!--",
                    "-->",
                    "--",
                    "<?p ",
                    "?>",
                    "<?xml version='1.0'?>",
                    "<!DOCTYPE a>",
                    " xmlns='u'",
                    " xmlns:x='u'",
                    " xmlns:x=''",
                    "x:",
                    ":",
                    " x:a='1'",
                    " a='1'",
                    "\0",
                    "\u00e9",
                    "\uD83D",
                    CANARY,
                    "<x:y xmlns:x='v' x:z=''/>");
    private static final List<String> PATHS =
            List.of(
                    "//id/@root",
                    "//*[2]",
                    "//title",
                    "/*/*/text()",
                    "//@*",
                    "/*/new/@k",
                    "//section[code/@code='10160-0']/title",
                    "/*/*[1]",
                    "//*[@extension]");

    /**
     * Without encodings: the JDK does not look at their names where it is given characters. Without
     * characters beyond 16 bits: it has the names of an older edition.
     */
    private static List<String> seeds() throws IOException {
        return all().stream()
                .map(text -> text.replaceFirst(" encoding=['\"].*?['\"]", ""))
                .toList();
    }

    private static List<String> all() throws IOException {
        var seeds =
                new ArrayList<>(
                        List.of(
                                Given.CDA.replace("Anna", CANARY),
                                "<a b='1' c=\"2\"><!-- x --><d/>t&lt;<![CDATA[u]]></a>",
                                "<x:a xmlns:x='u' xmlns='v'><b x:c='' c=''/><?p q?></x:a>"));
        var corpus = Given.corpus();
        if (corpus == null) {
            System.out.println("fuzz: no corpus beside a parent; the project's own documents only");
            return seeds;
        }
        for (var folder : List.of("ccda", "hl7v3", "ncpdp")) {
            try (var files = Files.list(corpus.resolve(folder))) {
                for (var file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                    var text = Files.readString(file, StandardCharsets.UTF_8);
                    seeds.add(text.length() > 20_000 ? text.substring(0, 2_000) : text);
                }
            }
        }
        return seeds;
    }

    private static String damaged(String seed, Random random) {
        var text = new StringBuilder(seed);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, (char) random.nextInt(0x100));
                default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    @Test
    void damagedDocumentsAreJudgedAsTheParserOfTheJdkDoes() throws Exception {
        var seeds = seeds();
        long first = Long.getLong("proof.seed", 1);
        long runs = Long.getLong("proof.runs", 20_000);
        int read = 0;
        for (long seed = first; seed < first + runs; seed++) {
            var random = new Random(seed);
            var text = damaged(seeds.get(random.nextInt(seeds.size())), random);
            try {
                read += once(text, random) ? 1 : 0;
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("-Dproof.seed=" + seed, e);
            }
        }
        assertThat(read).as("documents that could still be read").isGreaterThan((int) runs / 20);
    }

    /** False: it is no document any more. */
    private static boolean once(String text, Random random) throws Exception {
        boolean ours = true;
        boolean colon = false;
        var said = "";
        try {
            Parser.document(text);
        } catch (Malformed fault) {
            ours = false;
            said = fault.getMessage();
            assertThat(said).doesNotContain(CANARY);
            assertThat(fault.at()).isBetween(0, text.length());
            colon = isColonNear(text, fault.at());
        }
        if (!colon) {
            var theirs = theirs(text);
            assertThat(ours).as("ours: %s; the JDK: %s", said, theirs).isEqualTo(theirs.isEmpty());
        }
        if (text.length() > 0) {
            start(text, random.nextInt(text.length()), ours);
        }
        if (ours) {
            edit(text, random);
        }
        return ours;
    }

    /**
     * The JDK allows names that begin or end with a colon, against Namespaces in XML, section 4.
     */
    private static boolean isColonNear(String text, int at) {
        return text.substring(Math.max(0, at - 1), Math.min(text.length(), at + 1)).contains(":");
    }

    /** Empty: well formed. */
    private static String theirs(String text) throws ParserConfigurationException, IOException {
        var factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser()
                    .parse(new InputSource(new StringReader(text)), new DefaultHandler());
            return "";
        } catch (SAXException fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    /** What begins a good document is the beginning of one, wherever it is cut off. */
    private static void start(String text, int end, boolean good) {
        try {
            Parser.start(text.substring(0, end));
        } catch (Malformed fault) {
            assertThat(good).as("cut off at %s: %s", end, fault.getMessage()).isFalse();
        }
    }

    private static void edit(String text, Random random) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            var message = Message.of(bytes).with("charset", "UTF-8");
            var tree = (XmlTree) Given.format().read(message);
            assertThat(tree.write().toBytes()).isEqualTo(bytes);
            for (var path : PATHS) {
                for (var place : tree.find(tree.root(), path)) {
                    tree.value(place);
                    tree.children(place);
                }
            }
            assertThat(tree.write()).isSameAs(message.body());
            for (int i = 0; i < 4; i++) {
                change(tree, random);
                well(tree);
            }
        } catch (ProblemException e) {
            inOurWords(e);
            assertThat(text).contains("encoding");
        }
    }

    /** What is there is found again after it was written. */
    private static void well(XmlTree tree) throws IOException, ProblemException {
        var written = tree.write().toBytes();
        assertThat(tree.write().toBytes()).isEqualTo(written);
        var again = (XmlTree) Given.format().read(Message.of(written));
        for (var path : PATHS) {
            assertThat(Given.texts(again, path).toString())
                    .as("what is read again at %s", path)
                    .isEqualTo(texts(tree, path));
        }
    }

    /** Texts that an edit left side by side are one when they are read again. */
    private static String texts(XmlTree tree, String path) throws ProblemException, IOException {
        return path.endsWith("text()")
                ? Given.texts(
                                (XmlTree) Given.format().read(Message.of(tree.write().toBytes())),
                                path)
                        .toString()
                : Given.texts(tree, path).toString();
    }

    private static void change(XmlTree tree, Random random) {
        var path = PATHS.get(random.nextInt(PATHS.size()));
        var other = PATHS.get(random.nextInt(PATHS.size()));
        try {
            switch (random.nextInt(5)) {
                case 0 -> tree.set(tree.make(tree.root(), path), Value.of("<&]]>\r\n\"'" + CANARY));
                case 1 -> tree.set(tree.make(tree.root(), path), Value.encoded("x<y z='&lt;'/>"));
                case 2 -> tree.copy(tree.root(), path, other);
                case 3 -> {
                    for (var place : tree.find(tree.root(), path)) {
                        tree.remove(place);
                    }
                }
                default -> tree.insert(tree.make(tree.root(), path), random.nextInt(3), "added");
            }
        } catch (ProblemException e) {
            inOurWords(e);
        }
    }

    private static void inOurWords(ProblemException e) {
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.getMessage() + e.problems()).doesNotContain(CANARY);
    }
}
