package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies with structure. */
class CopyTest {

    private static String copied(String document, String source, String target) throws Exception {
        var tree = Given.tree(document);
        tree.copy(tree.root(), source, target);
        var written = Given.text(tree);
        Given.tree(written);
        return written;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<a><b k='1' l=\"2\">x<c/>&amp;</b><d m='3'/></a> ~ /a/b ~ /a/d ~"
                        + " <a><b k='1' l=\"2\">x<c/>&amp;</b><d k='1' l=\"2\">x<c/>&amp;</d></a>",
                "<a><b>1</b><b>2</b><c/></a> ~ /a/b ~ /a/c ~"
                        + " <a><b>1</b><b>2</b><c>1</c><c>2</c></a>",
                "<a><b>1</b><c>7</c><c>8</c><c>9</c></a> ~ /a/b ~ /a/c ~ <a><b>1</b><c>1</c></a>",
                "<a><b>1</b><c>7</c><c>8</c></a> ~ /a/b ~ /a/c[2] ~ <a><b>1</b><c>7</c><c>1</c></a>",
                "<a><b>1</b><b>2</b></a> ~ /a/b[2] ~ /a/d/e ~ <a><b>1</b><b>2</b><d><e>2</e></d></a>",
                "<a><b>1&lt;<c>2</c></b></a> ~ /a/b ~ /a/@k ~ <a k=\"1&lt;2\"><b>1&lt;<c>2</c></b></a>",
                "<a k='1'><b l='2'/></a> ~ /a/@k ~ /a/b ~ <a k='1'><b l='2'>1</b></a>",
                "<a><c k='1'>7</c><c>8</c></a> ~ /a/b ~ /a/c ~ <a><c></c></a>",
                "<a k='1'/> ~ /a/b ~ /a/@k ~ <a k=''/>",
                "<a/> ~ /a/b ~ /a/c ~ <a/>",
                "<a><b>1<b>2</b></b></a> ~ /a/b ~ /a/b/b ~ <a><b>1<b>1<b>2</b></b></b></a>",
                "<a><b><b>2</b></b></a> ~ /a/b/b ~ /a/b ~ <a><b>2</b></a>",
            })
    void attributesContentAndRepetitionsAreCopied(
            String document, String source, String target, String expected) throws Exception {
        assertThat(copied(document, source, target)).isEqualTo(expected);
    }

    @Test
    void namesMeanTheSameWhereTheyAreCopiedTo() throws Exception {
        var written =
                copied(
                        "<a><b xmlns='u' xmlns:p='v' p:k='1'><c/><p:d/>t</b><e xmlns:p='w'/></a>",
                        "/a/b",
                        "/a/e");
        assertThat(written)
                .endsWith(
                        "<e xmlns:p='w' xmlns:p1=\"v\" p1:k='1'><c xmlns=\"u\"/>"
                                + "<p:d xmlns=\"u\" xmlns:p=\"v\"/>t</e></a>");
        var tree = Given.tree(written);
        assertThat(((Element) Given.one(tree, "/a/e/c")).namespace()).isEqualTo("u");
        assertThat(((Element) Given.one(tree, "/a/e/d")).namespace()).isEqualTo("v");
        assertThat(((Element) Given.one(tree, "/a/e")).namespace()).isEmpty();
    }

    @Test
    void theDocumentIsNoTarget() throws Exception {
        assertThatThrownBy(() -> copied("<a><b/></a>", "/a/b", "/"))
                .hasMessageContaining("no target");
        assertThatThrownBy(() -> copied("<a><b/></a>", "/a/b", "/c"))
                .hasMessageContaining("outermost element");
    }
}
