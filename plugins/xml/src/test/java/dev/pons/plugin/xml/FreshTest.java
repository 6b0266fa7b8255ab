package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;

/** New documents. */
class FreshTest {

    private static XmlTree of(String as, String version) throws Exception {
        var wanted = new Fresh(as, version, "1", Instant.EPOCH, ZoneOffset.UTC);
        var payload = Given.format().fresh(wanted).orElseThrow();
        return (XmlTree) Given.format().read(Message.of(payload));
    }

    @Test
    void aNewDocumentHasItsOutermostElementInItsNamespace() throws Exception {
        assertThat(Given.text(of("a", "")))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>\n");
        var tree = of("hl7:ClinicalDocument", "");
        tree.set(tree.make(tree.root(), "/hl7:ClinicalDocument/id/@root"), Value.of("1.2"));
        assertThat(Given.text(tree))
                .endsWith(
                        "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"1.2\"/>"
                                + "</ClinicalDocument>\n");
        assertThat(tree.find(tree.root(), "/hl7:ClinicalDocument/hl7:id")).hasSize(1);
    }

    @Test
    void whatIsNoNameIsTold() {
        for (var wrong : new String[] {"", "1", "a b", "a:b:c", ":a", "a:", "<a"}) {
            assertThatThrownBy(() -> of(wrong, "")).hasMessageContaining("`as` is the name");
        }
        assertThatThrownBy(() -> of("x:a", "")).hasMessageContaining("namespaces");
        assertThatThrownBy(() -> of("a", "1.0")).hasMessageContaining("leave out `version`");
    }
}
