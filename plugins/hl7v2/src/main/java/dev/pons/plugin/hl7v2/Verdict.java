package dev.pons.plugin.hl7v2;

import dev.pons.spi.Delivery;
import dev.pons.spi.ProblemException;

import java.time.Duration;

/**
 * What an acknowledgement means (HL7 v2.5, section 2.9 and MSA, 2.16.8). Bytes are compared, since
 * MSA-2 repeats MSH-10 as it was sent.
 */
final class Verdict {

    /** How long the application acknowledgment is waited for where no connector says otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        if (answer.batch()) {
            return Delivery.unknown("the answer is a batch of answers");
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
        if (!isAbout(told, sent) && !(no && told.isEmpty())) {
            return Delivery.unknown("the answer belongs to another message: MSA-2 is not MSH-10");
        }
        if (code.equals("CA") && isAnsweredTwice(sent)) {
            return Delivery.awaiting(told, PATIENCE);
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

    /**
     * MSH-16 asks for an application acknowledgment of success (AL, SU). With ER there is one of
     * errors only: silence cannot be told from success, so that CA says all.
     */
    private static boolean isAnsweredTwice(byte[] sent) {
        var asked = field(sent, 16);
        return asked.equals("AL") || asked.equals("SU");
    }

    /**
     * A batch is named by its own id, or by that of its first message: most peers know no other.
     */
    private static boolean isAbout(String told, byte[] sent) {
        try {
            var header = Header.read(sent);
            return told.equals(header.raw(header.field(10)).strip())
                    || told.equals(header.raw(header.message(10)).strip());
        } catch (ProblemException noHl7) {
            return told.isEmpty();
        }
    }

    private static String field(byte[] sent, int number) {
        try {
            var header = Header.read(sent);
            return header.raw(header.field(number)).strip();
        } catch (ProblemException noHl7) {
            return "";
        }
    }
}
