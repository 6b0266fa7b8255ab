package dev.pons.plugin.xml;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of this format start from. */
final class Given {

    static final String HL7 = "urn:hl7-org:v3";

    static final String CDA =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet type="text/xsl" href="CDA.xsl"?>
            <!-- a document -->
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc">
              <id root="1.2.3" extension='A 1'/>
              <title>Summary &amp; more</title>
              <recordTarget>
                <patientRole>
                  <id root="9.8" extension="100"/>
                  <id root="9.9" extension="200"/>
                  <patient>
                    <name use="L"><given>Anna</given> <family>M&#252;ller</family></name>
                    <sdtc:raceCode code="x" sdtc:code="y"/>
                  </patient>
                </patientRole>
              </recordTarget>
              <component>
                <section>
                  <code code="10160-0" codeSystem="2.16.840.1.113883.6.1"/>
                  <title>Medications</title>
                  <text><![CDATA[a < b]]></text>
                </section>
                <section>
                  <code code="48765-2"/>
                  <title>Allergies</title>
                </section>
              </component>
            </ClinicalDocument>
            """;

    private Given() {}

    static XmlFormat format() {
        return format(Map.of("hl7", HL7, "s", "urn:hl7-org:sdtc"));
    }

    static XmlFormat format(Map<String, String> namespaces) {
        return (XmlFormat)
                new XmlType()
                        .create(
                                new XmlOptions(namespaces, StandardCharsets.UTF_8),
                                XmlContractTest.given());
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static XmlTree tree(String text) throws ProblemException, IOException {
        return (XmlTree) format().read(message(text));
    }

    static String text(XmlTree tree) throws ProblemException, IOException {
        return text(tree, StandardCharsets.UTF_8);
    }

    static String text(XmlTree tree, Charset charset) throws ProblemException, IOException {
        return new String(tree.write().toBytes(), charset);
    }

    static List<String> texts(XmlTree tree, String path) throws ProblemException {
        var texts = new ArrayList<String>();
        for (var place : tree.find(tree.root(), path)) {
            texts.add(tree.value(place).text());
        }
        return texts;
    }

    static Place one(XmlTree tree, String path) throws ProblemException {
        return tree.find(tree.root(), path).get(0);
    }

    static List<String> names(XmlTree tree, Place place) throws ProblemException {
        return tree.children(place).stream().map(tree::name).toList();
    }

    /** The folder of real documents beside a parent; null: there is none. */
    static Path corpus() {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("../shared/corpus"))) {
            at = at.getParent();
        }
        return at == null ? null : at.resolve("../shared/corpus").normalize();
    }
}
