package dev.pons.plugin.xml;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for XML. */
class XmlContractTest extends FormatContract {

    static Context given() {
        return context();
    }

    @Override
    protected FormatType<?> type() {
        return new XmlType();
    }

    @Override
    protected String good() {
        return "{ namespaces: { hl7: \"urn:hl7-org:v3\" } }";
    }

    @Override
    protected Format format() {
        return Given.format();
    }

    @Override
    protected String wrongOptions() {
        return "{ namespaces: 3, charset: none, depth: 7 }";
    }

    /** The one in the README. */
    @Override
    protected String example() throws IOException {
        var page = Files.readString(Path.of("README.md"));
        int from = page.indexOf("```yaml\n") + 8;
        return page.substring(from, page.indexOf("```", from))
                + "destinations: { basket: { tck-basket: {} } }\n";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.CDA.getBytes(StandardCharsets.UTF_8),
                "<?xml version='1.0'?>\r\n<a b='1'><!-- c --><d/>x&lt;y</a >\r\n"
                        .getBytes(StandardCharsets.UTF_8),
                "\uFEFF<a>\u00fc\ud83d\ude00</a>".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of(
                "/ClinicalDocument/title", "Müller & Co <x> \"y\"",
                "/ClinicalDocument/id/@extension", "it's < & \"\n\t",
                "//section[code/@code='10160-0']/text", "]]> a\r\nb",
                "/hl7:ClinicalDocument/author/hl7:assignedAuthor/@x", "1");
    }

    @Override
    protected String joined() {
        return "/messages/*";
    }

    @Override
    protected List<byte[]> members() {
        return List.of(
                "<?xml version=\"1.0\"?><a>1</a>".getBytes(StandardCharsets.UTF_8),
                "<b/>".getBytes(StandardCharsets.UTF_8));
    }
}
