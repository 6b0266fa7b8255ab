package dev.pons.plugin.hl7v2;

import dev.pons.spi.Delivery;
import dev.pons.spi.ProblemException;

/**
 * What an acknowledgement means (HL7 v2.5, section 2.9 and MSA, 2.16.8). Bytes are compared, since
 * MSA-2 repeats MSH-10 as it was sent.
 */
final class Verdict {

    private static final int MSA = 'M' << 16 | 'S' << 8 | 'A';

    private Verdict() {}

    static Delivery of(byte[] sent, byte[] response) {
        Header answer;
        try {
            answer = Header.read(response);
        } catch (ProblemException unreadable) {
            return Delivery.unknown(
                    "the answer is no HL7 v2: " + unreadable.problems().get(0).words());
        }
        int at = msa(response, answer);
        if (at < 0) {
            return Delivery.unknown("the answer has no MSA segment");
        }
        int end = Spans.line(response, at);
        var line = Spans.of(at, end);
        byte separator = answer.delimiters().field();
        var code = answer.raw(Spans.part(response, line, separator, 2)).strip();
        var told = answer.raw(Spans.part(response, line, separator, 3)).strip();
        boolean yes = code.equals("AA") || code.equals("CA");
        boolean no = code.length() == 2 && "AE AR CE CR".contains(code);
        if (!told.equals(id(sent)) && !(no && told.isEmpty())) {
            return Delivery.unknown("the answer belongs to another message: MSA-2 is not MSH-10");
        }
        if (yes) {
            return Delivery.delivered();
        }
        return no
                ? Delivery.rejected("peer answered " + code)
                : Delivery.unknown("MSA-1 of the answer is none of AA AE AR CA CE CR");
    }

    /** Where the MSA line begins; -1: there is none. */
    static int msa(byte[] response, Header answer) {
        int at = answer.end();
        while (at < response.length) {
            if (response[at] == '\r' || response[at] == '\n') {
                at++;
            } else if (Segments.isSegment(response, at, answer.delimiters().field())
                    && Segment.code(response, at) == MSA) {
                return at;
            } else {
                at = Spans.line(response, at);
            }
        }
        return -1;
    }

    private static String id(byte[] sent) {
        try {
            var header = Header.read(sent);
            return header.raw(header.field(10)).strip();
        } catch (ProblemException noHl7) {
            return "";
        }
    }
}
