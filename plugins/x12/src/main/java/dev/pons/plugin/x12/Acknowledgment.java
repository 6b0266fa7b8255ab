package dev.pons.plugin.x12;

import dev.pons.plugin.x12.Envelopes.Group;
import dev.pons.plugin.x12.Envelopes.Interchange;
import dev.pons.plugin.x12.Envelopes.TransactionSet;
import dev.pons.plugin.x12.Rules.Fault;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The acknowledgment of what a sender sent: 999 (005010X231A1) from version 005010 on, 997 before,
 * one for each functional group with AK2 for each of its transaction sets; TA1 where ISA-14 asks
 * for it, or where no group can be read. The table of codes is in the README.
 */
final class Acknowledgment {

    private static final String NEW = "005010X231A1";
    private static final long NUMBERS = 999_999_000L;

    private final Clock clock;
    private final AtomicLong numbers;

    Acknowledgment(Clock clock) {
        this.clock = clock;
        this.numbers = new AtomicLong(clock.millis() / 100 % NUMBERS);
    }

    /** Silence: the sender is not told, and sends again. */
    Reply to(String text, Encoding encoding, Receipt receipt) throws ProblemException {
        if (!receipt.kept() && !receipt.refused()) {
            return Reply.silence();
        }
        var out = new StringBuilder();
        X12Tree tree;
        try {
            tree = new X12Tree(Payload.of(new byte[0]), Scanner.all(text, encoding), encoding);
        } catch (ProblemException malformed) {
            return answer(unreadable(text, encoding), encoding);
        }
        var faults = Rules.faults(tree.segments());
        var places = places(tree, receipt);
        for (var one : new Envelopes(tree.segments().all()).interchanges()) {
            out.append(new Told(tree, faults, places, receipt).of(one));
        }
        return answer(out.toString(), encoding);
    }

    private static Reply answer(String text, Encoding encoding) throws ProblemException {
        return text.isEmpty() ? Reply.silence() : Reply.answer(Message.of(encoding.encode(text)));
    }

    private Answer answer(Delimiters own, Segment header, int groups) {
        long number = numbers.getAndAdd(Math.max(1, groups)) % NUMBERS + 1;
        return new Answer(own, header, ZonedDateTime.now(clock), number);
    }

    /** What begins with an ISA that can be read is answered by TA1. */
    private String unreadable(String text, Encoding encoding) {
        try {
            var head = Scanner.head(text, encoding);
            var header = head.all().get(0);
            boolean early = !head.all().get(head.all().size() - 1).is("IEA");
            var answer = answer(head.delimiters(), header, 0);
            answer.begin();
            answer.ta1("R", early ? "023" : "022");
            return answer.end();
        } catch (ProblemException noInterchange) {
            return "";
        }
    }

    /** Where the problems of a refusal are. */
    private static List<Placed> places(X12Tree tree, Receipt receipt) {
        var placed = new ArrayList<Placed>();
        for (var problem : receipt.refused() ? receipt.problems() : List.<Problem>of()) {
            try {
                for (var place : tree.near(problem.path().orElse("")).stream().limit(1).toList()) {
                    placed.add(new Placed(place, problem.code()));
                }
            } catch (ProblemException noPath) {
                continue; // of a step with paths of its own: the set is refused without a place
            }
        }
        return placed;
    }

    private record Placed(Place place, String code) {}

    /** What one receipt says of the interchanges of a message. */
    private final class Told {

        private final X12Tree tree;
        private final Delimiters own;
        private final List<Fault> faults;
        private final List<Placed> places;
        private final Receipt receipt;

        Told(X12Tree tree, List<Fault> faults, List<Placed> places, Receipt receipt) {
            this.tree = tree;
            this.own = tree.segments().delimiters();
            this.faults = faults;
            this.places = places;
            this.receipt = receipt;
        }

        /** Nobody acknowledges an acknowledgment. */
        String of(Interchange one) {
            var groups =
                    one.groups.stream().filter(g -> !g.header.said(own, 1).equals("FA")).toList();
            boolean asked = one.header.said(own, 14).equals("1");
            if (groups.isEmpty() && !asked) {
                return "";
            }
            var answer = answer(own, one.header, groups.size());
            answer.begin();
            if (asked) {
                var notes = codes(one.header);
                var code = receipt.refused() ? "R" : notes.isEmpty() ? "A" : "E";
                answer.ta1(code, notes.isEmpty() ? "000" : notes.get(0));
            }
            groups.forEach(group -> group(group, answer));
            return answer.end();
        }

        private List<String> codes(Segment owner) {
            return faults.stream().filter(f -> f.owner() == owner).map(Fault::code).toList();
        }

        private void group(Group group, Answer answer) {
            var header = group.header;
            var version = header.said(own, 8);
            boolean implementation = version.compareTo("005010") >= 0;
            var type = implementation ? "999" : "997";
            answer.open(
                    type,
                    header.said(own, 3),
                    header.said(own, 2),
                    implementation ? NEW : version.substring(0, Math.min(6, version.length())));
            answer.line(
                    "AK1", header.said(own, 1), header.said(own, 6), implementation ? version : "");
            int accepted = 0;
            boolean errors = false;
            for (var set : group.sets) {
                var code = set(set, implementation, answer);
                accepted += code.equals("R") ? 0 : 1;
                errors |= !code.equals("A");
            }
            var notes = codes(header);
            var code = receipt.refused() ? "R" : errors || !notes.isEmpty() ? "E" : "A";
            var trailer = group.trailer;
            var received = Integer.toString(group.sets.size());
            var told = trailer == null ? "" : trailer.said(own, 1);
            var line =
                    new ArrayList<>(
                            List.of(
                                    "AK9",
                                    code,
                                    told.isEmpty() ? received : told,
                                    received,
                                    Integer.toString(accepted)));
            line.addAll(notes.subList(0, Math.min(5, notes.size())));
            answer.line(line.toArray(new String[0]));
            answer.close();
        }

        private String set(TransactionSet set, boolean implementation, Answer answer) {
            var header = set.header;
            answer.line(
                    "AK2",
                    header.said(own, 1),
                    header.said(own, 2),
                    implementation ? header.said(own, 3) : "");
            boolean placed = false;
            for (var one : places) {
                placed |= place(set, one, implementation ? "IK" : "AK", answer);
            }
            var notes = new ArrayList<>(codes(header).stream().distinct().limit(5).toList());
            boolean wrong = placed || receipt.refused() && notes.isEmpty();
            if (wrong && !notes.contains("5")) {
                notes.add(0, "5");
            }
            boolean incomplete = !receipt.problems().isEmpty();
            var code = receipt.refused() ? "R" : incomplete || !notes.isEmpty() ? "E" : "A";
            var line = new ArrayList<>(List.of(implementation ? "IK5" : "AK5", code));
            line.addAll(notes.subList(0, Math.min(5, notes.size())));
            answer.line(line.toArray(new String[0]));
            return code;
        }

        /** IK3 with IK4, or AK3 with AK4: no content of the message stands in them. */
        private boolean place(TransactionSet set, Placed one, String prefix, Answer answer) {
            var segment = one.place().segment();
            int position = segment == null ? -1 : set.segments.indexOf(segment);
            if (segment == null || position < 0) {
                return false;
            }
            answer.line(prefix + "3", segment.name(), Integer.toString(position + 1), "", "8");
            int element = one.place().element();
            if (element > 0) {
                int component = one.place().component();
                var at = component > 0 ? element + answer.component() + component : "" + element;
                answer.line(prefix + "4", at, "", error(one.code()));
            }
            return true;
        }
    }

    /** Data element 621 (IK4) and 723 (AK4). */
    private static String error(String code) {
        return switch (code) {
            case "missing" -> "1";
            case "too-long" -> "5";
            case "malformed" -> "6";
            default -> "7";
        };
    }
}
