package dev.pons.plugin.x12;

import dev.pons.spi.Delivery;
import dev.pons.spi.ProblemException;

import java.util.HashSet;
import java.util.Set;

/**
 * What a peer's answer means: AK9-1 (data element 715) of 999 and 997, TA1-4 (I17). An answer with
 * other transaction sets, as a 271 to a 270, is a yes.
 */
final class Verdict {

    private final Delimiters own;
    private final Set<String> groups = new HashSet<>();
    private final Set<String> interchanges = new HashSet<>();
    private boolean foreign;
    private boolean known;
    private String no = "";

    private Verdict(Segments answer) {
        this.own = answer.delimiters();
    }

    static Delivery of(String sent, String response, Encoding encoding) {
        Segments answer;
        try {
            answer = Scanner.all(response, encoding);
        } catch (ProblemException unreadable) {
            return Delivery.unknown(
                    "the answer is no X12: " + unreadable.problems().get(0).words());
        }
        var verdict = new Verdict(answer);
        try {
            verdict.sent(Scanner.head(sent, encoding));
        } catch (ProblemException unreadable) {
            return Delivery.unknown("what was sent is no X12, so no answer belongs to it");
        }
        return verdict.read(answer);
    }

    private void sent(Segments sent) {
        for (var segment : sent.all()) {
            if (segment.is("GS")) {
                groups.add(segment.said(sent.delimiters(), 6));
            } else if (segment.is("ISA")) {
                interchanges.add(segment.said(sent.delimiters(), 13));
            }
        }
    }

    private Delivery read(Segments answer) {
        boolean business = false;
        for (var segment : answer.all()) {
            switch (segment.name()) {
                case "TA1" ->
                        told("TA1-4", segment.said(own, 4), interchanges, segment.said(own, 1));
                case "AK1" -> foreign |= !groups.contains(segment.said(own, 2));
                case "AK9" -> told("AK9-1", segment.said(own, 1), Set.of(""), "");
                case "ST" -> business |= !segment.said(own, 1).matches("99[79]");
                default -> {}
            }
        }
        if (foreign) {
            return Delivery.unknown(
                    "the answer belongs to another message: AK1-2 is no GS-6, or TA1-1 no ISA-13");
        }
        if (!no.isEmpty()) {
            return Delivery.rejected(no);
        }
        return known || business
                ? Delivery.delivered()
                : Delivery.unknown("the answer has no AK9, no TA1 and no transaction set");
    }

    private void told(String path, String code, Set<String> sent, String number) {
        foreign |= !sent.contains(number);
        known = true;
        if (!code.equals("A") && !code.equals("E") && no.isEmpty()) {
            no =
                    code.equals("P")
                            ? "peer answered P: it took a part of the transaction sets ("
                                    + path
                                    + ")"
                            : code.matches("[MRWX]")
                                    ? "peer answered " + code + " (" + path + ")"
                                    : "peer answered a code that " + path + " does not have";
        }
    }
}
