package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edit changes, and what it leaves alone. */
class EditTest {

    private static String set(String document, String path, Value value) throws Exception {
        var tree = Given.tree(document);
        tree.set(tree.make(tree.root(), path), value);
        var written = Given.text(tree);
        Given.tree(written);
        return written;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<a ><b>x</b ></a > ~ /a/b ~ y < & > \" ' ~ <a ><b>y &lt; &amp; &gt; \" '</b ></a >",
                "<a><b/></a> ~ /a/b ~ y ~ <a><b>y</b></a>",
                "<a><b  k='1' /></a> ~ /a/b ~ y ~ <a><b  k='1' >y</b></a>",
                "<a><b>x</b></a> ~ /a/b ~ `` ~ <a><b></b></a>",
                "<a><b k = 'x'/></a> ~ /a/b/@k ~ it's \"<&> ~ <a><b k = 'it&apos;s \"&lt;&amp;>'/></a>",
                "<a><b k=\"x\"/></a> ~ /a/b/@k ~ it's \" ~ <a><b k=\"it's &quot;\"/></a>",
                "<a><b k='x' l='y'/></a> ~ /a/b/@k ~ `` ~ <a><b k='' l='y'/></a>",
                "<a><![CDATA[x]]></a> ~ /a ~ <&y ~ <a><![CDATA[<&y]]></a>",
                "<a><![CDATA[x]]></a> ~ /a ~ ]]> ~ <a>]]&gt;</a>",
                "<a><![CDATA[x]]>y</a> ~ /a ~ z ~ <a>z</a>",
                "<a>x<b/>y</a> ~ /a/text()[2] ~ z ~ <a>x<b/>z</a>",
                "<a><b/></a> ~ /a/text() ~ z ~ <a><b/>z</a>",
                "<a><b>1</b><c/>2</a> ~ /a ~ z ~ <a>z</a>",
            })
    void aTextIsWrittenAtItsPlaceOnly(String document, String path, String text, String expected)
            throws Exception {
        assertThat(set(document, path, Value.of(text))).isEqualTo(expected);
    }

    @Test
    void whatWasNotTouchedStaysWithDeclarationCommentsQuotesAndSpellings() throws Exception {
        var written = set(Given.CDA, "//given", Value.of("Eva"));
        assertThat(written).isEqualTo(Given.CDA.replace("Anna", "Eva"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<a>x&#228;&amp;</a> ~ /a ~ xä&",
                "<a><![CDATA[x]]></a> ~ /a ~ x",
                "<a>x<!-- c -->y</a> ~ /a ~ xy",
                "<a b=\"&#228;\"/> ~ /a/@b ~ ä",
            })
    void settingWhatIsThereChangesNothing(String document, String path, String text)
            throws Exception {
        var tree = Given.tree(document);
        var before = tree.write();
        tree.set(Given.one(tree, path), Value.of(text));
        assertThat(tree.write()).isSameAs(before);
    }

    @Test
    void anEncodedValueIsMarkup() throws Exception {
        assertThat(set("<a><b/></a>", "/a/b", Value.encoded("x<c d='1'/>&lt;<!-- y -->")))
                .isEqualTo("<a><b>x<c d='1'/>&lt;<!-- y --></b></a>");
        assertThat(set("<a b='x'/>", "/a/@b", Value.encoded("&#228;\n'\"")))
                .isEqualTo("<a b='&#228;&#10;&apos;\"'/>");
        var tree = Given.tree("<a><b/></a>");
        tree.set(Given.one(tree, "/a/b"), Value.encoded("x<c d='1'/>"));
        assertThat(Given.texts(tree, "/a/b/c/@d")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/a/b ~ R & D ~ begins no reference",
                "/a/b ~ <c> ~ not closed",
                "/a/b ~ </b> ~ without a start tag",
                "/a/b ~ <x:c/> ~ prefix is not declared",
                "/a/b ~ <!DOCTYPE a> ~ document types are never read",
                "/a/b ~ &nbsp; ~ an entity other than",
                "/a/@k ~ <c/> ~ write &lt;",
                "/a/@k ~ R & D ~ begins no reference",
                "/a/text() ~ <c/> ~ a text has no elements",
            })
    void markupThatIsNotWellFormedIsRefused(String path, String markup, String words)
            throws Exception {
        var tree = Given.tree("<a k=''>x<b/></a>");
        var place = Given.one(tree, path);
        assertThatThrownBy(() -> tree.set(place, Value.encoded(markup)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words);
        assertThat(Given.text(tree)).isEqualTo("<a k=''>x<b/></a>");
    }

    @Test
    void whatXmlCannotSayIsRefused() throws Exception {
        var tree = Given.tree("<a k=''><b/></a>");
        for (var path : new String[] {"/a/b", "/a/@k"}) {
            var place = Given.one(tree, path);
            for (var bad : new String[] {"\u0001", "\uFFFE", "\uD800x", "\u0000"}) {
                assertThatThrownBy(() -> tree.set(place, Value.of(bad)))
                        .hasMessageContaining("a character that XML does not allow");
            }
            assertThatThrownBy(() -> tree.set(place, Value.deleted()))
                    .hasMessageContaining("nullFlavor");
        }
        assertThatThrownBy(() -> tree.set(tree.root(), Value.of("x")))
                .hasMessageContaining("set its elements");
    }

    @Test
    void bytesAreWrittenInBase64() throws Exception {
        assertThat(set("<a><b/></a>", "/a/b", Value.of(Payload.of(new byte[] {1, 2, 3, 4}))))
                .isEqualTo("<a><b>AQIDBA==</b></a>");
        assertThat(set("<a b=''/>", "/a/@b", Value.of(Payload.of(new byte[] {1, 2, 3, 4}))))
                .isEqualTo("<a b='AQIDBA=='/>");
    }

    @Test
    void lineEndsOfAValueAreReadAgainAsTheyWereSet() throws Exception {
        for (var path : new String[] {"/a/b", "/a/@c"}) {
            var tree = Given.tree(set("<a c=''><b/></a>", path, Value.of("1\r\n2\t3\n4\r5")));
            assertThat(Given.texts(tree, path)).containsExactly("1\r\n2\t3\n4\r5");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<a/> ~ /a/b/@c ~ <a><b c=\"\"/></a>",
                "<a><b/><c/></a> ~ /a/b[2] ~ <a><b/><b/><c/></a>",
                "<a><b/><c/></a> ~ /a/d ~ <a><b/><c/><d/></a>",
                "<a x='1'/> ~ /a/@y ~ <a x='1' y=\"\"/>",
                "<a >t</a> ~ /a/@y ~ <a y=\"\" >t</a>",
                "<a><b k='1'/></a> ~ /a/b[@k='1']/c ~ <a><b k='1'><c/></b></a>",
                "<a><b/></a> ~ //b/c ~ <a><b><c/></b></a>",
                "<a><b/></a> ~ /*/*/c ~ <a><b><c/></b></a>",
            })
    void whatIsMissingIsMade(String document, String path, String expected) throws Exception {
        var tree = Given.tree(document);
        var made = tree.make(tree.root(), path);
        assertThat(Given.text(tree)).isEqualTo(expected);
        assertThat(tree.make(tree.root(), path)).usingRecursiveComparison().isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/a/b[@k='2']/c ~ missing",
                "/a/b[3] ~ missing",
                "//x ~ missing",
                "/a/b/* ~ missing",
                "/a/@* ~ missing",
                "/x ~ missing",
                "/x/y ~ missing",
            })
    void whatCannotBeMadeIsToldSo(String path, String code) throws Exception {
        var tree = Given.tree("<a><b k='1'/></a>");
        assertThatThrownBy(() -> tree.make(tree.root(), path))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(code));
    }

    @Test
    void aNewElementStandsLikeItsNeighbours() throws Exception {
        var tree = Given.tree("<a>\n  <b/>\n  <c/>\n</a>");
        tree.make(tree.root(), "/a/d");
        tree.make(tree.root(), "/a/b[2]");
        tree.insert(Given.one(tree, "/a"), 0, "first");
        assertThat(Given.text(tree))
                .isEqualTo("<a>\n  <first/>\n  <b/>\n  <b/>\n  <c/>\n  <d/>\n</a>");
    }

    @Test
    void anElementGoesWithItsLine() throws Exception {
        var tree = Given.tree("<a>\r\n\t<b/>\r\n\t<c/>\r\n</a>");
        tree.remove(Given.one(tree, "/a/b"));
        assertThat(Given.text(tree)).isEqualTo("<a>\r\n\t<c/>\r\n</a>");
        tree.remove(Given.one(tree, "/a/c"));
        assertThat(Given.text(tree)).isEqualTo("<a>\r\n</a>");
        var mixed = Given.tree("<a>x <b/> <c/><d/>y</a>");
        mixed.remove(Given.one(mixed, "/a/c"));
        mixed.remove(Given.one(mixed, "/a/text()"));
        assertThat(Given.text(mixed)).isEqualTo("<a><b/> <d/>y</a>");
    }

    @Test
    void anAttributeGoesWithTheSpaceBeforeIt() throws Exception {
        var tree = Given.tree("<a  b='1'\n c='2' ><d e='&lt;'/></a>");
        tree.remove(Given.one(tree, "/a/@b"));
        tree.remove(Given.one(tree, "/a/d/@e"));
        assertThat(Given.text(tree)).isEqualTo("<a\n c='2' ><d/></a>");
        tree.remove(Given.one(tree, "/a/@c"));
        assertThat(Given.text(tree)).isEqualTo("<a ><d/></a>");
    }

    @Test
    void theOutermostElementStays() throws Exception {
        var tree = Given.tree("<a/>");
        assertThatThrownBy(() -> tree.remove(Given.one(tree, "/a")))
                .hasMessageContaining("which stays");
        assertThatThrownBy(() -> tree.insert(tree.root(), 0, "b"))
                .hasMessageContaining("one outermost element");
        assertThatThrownBy(() -> tree.insert(tree.root(), 1, "b"))
                .hasMessageContaining("one outermost element");
    }

    @Test
    void insertingCountsAsTheChildrenDo() throws Exception {
        var tree = Given.tree("<a k='1'><b/>t<c/></a>");
        var a = Given.one(tree, "/a");
        tree.insert(a, 2, "x");
        tree.insert(a, tree.children(a).size(), "z");
        tree.insert(a, 0, "@l");
        tree.insert(a, 0, "w");
        assertThat(Given.text(tree)).isEqualTo("<a k='1' l=\"\"><w/><b/><x/>t<c/><z/></a>");
        for (var bad : new String[] {"1", "a b", "a/b", "/a", "*", "a[1]", "//a", ""}) {
            assertThatThrownBy(() -> tree.insert(a, 0, bad)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> tree.insert(Given.one(tree, "/a/@k"), 0, "x"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void addingPutsAnElementBesideItsKind() throws Exception {
        var tree = Given.tree("<a><b/><c/></a>");
        tree.add(tree.root(), "/a/b", false);
        tree.set(tree.add(Given.one(tree, "/a"), "b", true), Value.of("first"));
        tree.add(tree.root(), "/a/d", true);
        assertThat(Given.text(tree)).isEqualTo("<a><b>first</b><b/><b/><c/><d/></a>");
        assertThatThrownBy(() -> tree.add(tree.root(), "/a/x/y", true))
                .hasMessageContaining("nothing here to put it below");
        assertThatThrownBy(() -> tree.add(tree.root(), "/", true))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aPlaceThatIsGoneSaysSo() throws Exception {
        var tree = Given.tree("<a><b k='1'><c>x</c></b></a>");
        var c = Given.one(tree, "//c");
        var k = Given.one(tree, "//@k");
        var text = Given.one(tree, "//text()");
        tree.set(Given.one(tree, "//c"), Value.of("y"));
        assertThatThrownBy(() -> tree.value(text)).hasMessageContaining("removed or replaced");
        tree.remove(k);
        assertThatThrownBy(() -> tree.set(k, Value.of("y"))).hasMessageContaining("removed");
        tree.set(Given.one(tree, "/a"), Value.of("z"));
        assertThatThrownBy(() -> tree.value(c)).hasMessageContaining("removed or replaced");
        assertThatThrownBy(() -> tree.make(c, "d")).hasMessageContaining("removed or replaced");
        assertThat(Given.text(tree)).isEqualTo("<a>z</a>");
    }

    @Test
    void whatWasWrittenBeforeDoesNotChange() throws Exception {
        var tree = Given.tree("<a>1</a>");
        tree.set(Given.one(tree, "/a"), Value.of("2"));
        var first = tree.write();
        tree.set(Given.one(tree, "/a"), Value.of("3"));
        assertThat(new String(first.toBytes())).isEqualTo("<a>2</a>");
        assertThat(Given.text(tree)).isEqualTo("<a>3</a>");
    }

    @Test
    void escapedTextIsTextInElementsAndAttributes() throws Exception {
        var nasty = "a<b>&amp;\"'\r\n\t]]>";
        var escaped = Given.format().escape(nasty);
        var tree = Given.tree("<a b=''/>");
        tree.set(Given.one(tree, "/a"), Value.encoded(escaped));
        tree.set(Given.one(tree, "/a/@b"), Value.encoded(escaped));
        assertThat(Given.texts(tree, "/a")).containsExactly(nasty);
        assertThat(Given.texts(tree, "/a/@b")).containsExactly(nasty);
        var inside = Given.tree("<a/>");
        inside.set(Given.one(inside, "/a"), Value.encoded("<b c=\"" + escaped + "\"/>"));
        assertThat(Given.texts(inside, "/a/b/@c").get(0)).startsWith("a<b>&amp;\"'");
    }
}
