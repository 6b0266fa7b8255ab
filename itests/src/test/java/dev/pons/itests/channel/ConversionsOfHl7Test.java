package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** {@code convert} between HL7 v2, XML and JSON, with the formats that ship. */
class ConversionsOfHl7Test {

    @Test
    @DisplayName("step | convert")
    void aMessageThatBecameXmlIsReadByXPath() throws Exception {
        var flow = Line.flow(Line.ORU);
        Line.run(
                """
                - convert: { to: xml }
                - let: { name: "{//PID/PID.5/XPN.2}" }
                """,
                flow);
        assertThat(flow.variables()).containsEntry("name", "ANNA");
    }

    @Test
    void aMessageThatBecameJsonIsReadByItsPath() throws Exception {
        var flow = Line.flow(Line.ORU);
        Line.run(
                """
                - convert: { to: json }
                - let: { number: "{$.segments(segment=PID).3[0].1}" }
                """,
                flow);
        assertThat(flow.variables()).containsEntry("number", "100");
    }

    @Test
    void whatWasChangedInXmlComesBack() throws Exception {
        assertThat(
                        Line.after(
                                """
                                - convert: { to: xml }
                                - set: { "//PID/PID.5/XPN.2": "EVA &amp; CO" }
                                - convert: { to: hl7v2 }
                                """,
                                Line.ORU,
                                StandardCharsets.UTF_8))
                .contains("|MILLER^EVA \\T\\ CO^B&C|");
    }
}
