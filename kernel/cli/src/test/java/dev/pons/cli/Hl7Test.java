package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class Hl7Test {

    private static final byte[] ADT =
            bytes("MSH|^~\\&|HIS|A|LAB|B|20260302||ADT^A01^ADT_A01|C1|P|2.5\rPID|1||4711\r");

    @Test
    void fieldsAreCountedAsTheStandardDoes() {
        assertThat(Hl7.field(ADT, "MSH", 2)).isEqualTo("^~\\&");
        assertThat(Hl7.field(ADT, "MSH", 10)).isEqualTo("C1");
        assertThat(Hl7.field(ADT, "PID", 3)).isEqualTo("4711");
        assertThat(Hl7.field(ADT, "PID", 30)).isEmpty();
        assertThat(Hl7.field(ADT, "ZZZ", 1)).isEmpty();
    }

    @Test
    void anAcknowledgementGoesBackToTheSender() {
        byte[] ack = Hl7.accept(ADT);

        assertThat(Hl7.field(ack, "MSH", 3)).isEqualTo("LAB");
        assertThat(Hl7.field(ack, "MSH", 5)).isEqualTo("HIS");
        assertThat(Hl7.field(ack, "MSH", 9)).isEqualTo("ACK^A01");
        assertThat(Hl7.field(ack, "MSH", 12)).isEqualTo("2.5");
        assertThat(Hl7.field(ack, "MSA", 1)).isEqualTo("AA");
        assertThat(Hl7.field(ack, "MSA", 2)).isEqualTo("C1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
