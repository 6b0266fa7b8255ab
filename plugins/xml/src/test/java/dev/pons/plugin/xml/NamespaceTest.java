package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Names that are made and copied mean what they should. */
class NamespaceTest {

    private static final String BOTH = "xmlns='urn:hl7-org:v3' xmlns:x='urn:hl7-org:sdtc'";

    private static String made(String document, String path) throws Exception {
        var tree = Given.tree(document);
        tree.make(tree.root(), path);
        var written = Given.text(tree);
        var again = Given.tree(written);
        assertThat(again.find(again.root(), path)).hasSize(1);
        return written;
    }

    @Test
    void aNewElementHasTheNamespaceAndPrefixOfItsParent() throws Exception {
        assertThat(made("<p:a xmlns:p='u'/>", "/a/b/c"))
                .isEqualTo("<p:a xmlns:p='u'><p:b><p:c/></p:b></p:a>");
        assertThat(made("<a xmlns='u'/>", "/a/b")).isEqualTo("<a xmlns='u'><b/></a>");
    }

    @Test
    void aPrefixOfThePathIsWrittenAsTheDocumentCallsItsNamespace() throws Exception {
        assertThat(made("<a " + BOTH + "/>", "/hl7:a/hl7:b")).isEqualTo("<a " + BOTH + "><b/></a>");
        assertThat(made("<a " + BOTH + "/>", "/a/s:b")).isEqualTo("<a " + BOTH + "><x:b/></a>");
        assertThat(made("<a/>", "/a/s:b/c"))
                .isEqualTo("<a><s:b xmlns:s=\"urn:hl7-org:sdtc\"><s:c/></s:b></a>");
        assertThat(made("<a " + BOTH + "/>", "/a/@s:k")).isEqualTo("<a " + BOTH + " x:k=\"\"/>");
        assertThat(made("<a/>", "/a/@s:k")).isEqualTo("<a xmlns:s=\"urn:hl7-org:sdtc\" s:k=\"\"/>");
        assertThat(made("<a xmlns:s='other'/>", "/a/@s:k"))
                .isEqualTo("<a xmlns:s='other' xmlns:s1=\"urn:hl7-org:sdtc\" s1:k=\"\"/>");
        assertThat(made("<a/>", "/a/@xml:lang")).isEqualTo("<a xml:lang=\"\"/>");
    }

    @Test
    void aPrefixOfThePathAsksForItsNamespaceAndNoPrefixForAny() throws Exception {
        var tree =
                Given.tree(
                        "<a><b/><x:b xmlns:x='urn:hl7-org:sdtc'/><b xmlns='urn:hl7-org:v3'/></a>");
        assertThat(tree.find(tree.root(), "/a/b")).hasSize(3);
        assertThat(tree.find(tree.root(), "/a/s:b")).hasSize(1);
        assertThat(tree.find(tree.root(), "/a/hl7:b")).hasSize(1);
    }

    @Test
    void markupThatIsSetKnowsThePrefixesOfItsPlace() throws Exception {
        var tree = Given.tree("<a " + BOTH + "><b xmlns:y='urn:y'/></a>");
        tree.set(Given.one(tree, "/a/b"), Value.encoded("<x:c/><y:d/><e/>"));
        assertThat(tree.find(tree.root(), "/a/b/s:c")).hasSize(1);
        assertThat(tree.find(tree.root(), "/a/b/hl7:e")).hasSize(1);
    }

    @Test
    void anOptionThatIsNoPrefixIsRefused() {
        assertThatThrownBy(() -> Given.format(Map.of("1", "u")))
                .hasMessageContaining("a prefix is");
        assertThatThrownBy(() -> Given.format(Map.of("xmlns", "u"))).hasMessageContaining("xml");
        assertThatThrownBy(() -> Given.format(Map.of("a", " "))).hasMessageContaining("missing");
    }
}
