package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

/** How a document is seen as nodes with values. */
class TreeTest {

    @Test
    void anElementWithTextOnlyIsALeaf() throws Exception {
        var tree = Given.tree(Given.CDA);
        assertThat(tree.name(tree.root())).isEqualTo("document");
        assertThat(Given.names(tree, tree.root())).containsExactly("ClinicalDocument");
        assertThat(Given.names(tree, Given.one(tree, "/ClinicalDocument")))
                .containsExactly("id", "title", "recordTarget", "component");
        assertThat(Given.names(tree, Given.one(tree, "//title"))).isEmpty();
        assertThat(Given.names(tree, Given.one(tree, "//name")))
                .containsExactly("@use", "given", "family");
        assertThat(Given.names(tree, Given.one(tree, "//raceCode")))
                .containsExactly("@code", "@code");
    }

    @Test
    void textBesideElementsOrAttributesIsAChild() throws Exception {
        var tree = Given.tree("<a><b k='1'>x</b>y<c/>z</a>");
        assertThat(Given.names(tree, Given.one(tree, "/a")))
                .containsExactly("b", "text()", "c", "text()");
        assertThat(Given.names(tree, Given.one(tree, "/a/b"))).containsExactly("@k", "text()");
    }

    @Test
    void aValueIsAllTextBelowUnescaped() throws Exception {
        var tree =
                Given.tree(
                        "<a b='x&#10;&lt;\ty'>1&amp;<!-- no --><c>2<![CDATA[<&]]></c>\r\n<?p q?>3"
                                + "&#x1F600;</a>");
        assertThat(Given.texts(tree, "/a")).containsExactly("1&2<&\n3\uD83D\uDE00");
        assertThat(Given.texts(tree, "/a/@b")).containsExactly("x\n< y");
        assertThat(Given.texts(tree, "/")).isEqualTo(Given.texts(tree, "/a"));
    }

    @Test
    void whatIsEmptyIsThereAndEmpty() throws Exception {
        var tree = Given.tree("<a b=''><c/><d></d></a>");
        for (var path : new String[] {"/a/@b", "/a/c", "/a/d"}) {
            assertThat(tree.value(Given.one(tree, path))).isSameAs(Value.empty());
        }
        assertThat(tree.find(tree.root(), "/a/e")).isEmpty();
    }

    @Test
    void encodedIsWhatStandsBetweenTheTags() throws Exception {
        var tree = Given.tree("<a b='x&lt;'><c d = \"1\" />&amp;<![CDATA[x]]></a>");
        assertThat(tree.encoded(Given.one(tree, "/a")).text())
                .isEqualTo("<c d = \"1\" />&amp;<![CDATA[x]]>");
        assertThat(tree.encoded(Given.one(tree, "/a/@b")).text()).isEqualTo("x&lt;");
        assertThat(tree.encoded(Given.one(tree, "/a/c"))).isSameAs(Value.empty());
        assertThat(tree.encoded(tree.root()).text()).startsWith("<a b=");
    }

    @Test
    void nothingOfTheContentIsInToString() throws Exception {
        var tree = Given.tree("<Kanarienvogel a='Kanarienvogel'>Kanarienvogel</Kanarienvogel>");
        for (var place : tree.find(tree.root(), "//*")) {
            assertThat(place.toString()).doesNotContain("Kanarienvogel");
        }
        for (var path : new String[] {"//@a", "//text()"}) {
            assertThat(Given.one(tree, path).toString()).doesNotContain("Kanarienvogel");
        }
        assertThat(tree.toString()).doesNotContain("Kanarienvogel");
    }
}
