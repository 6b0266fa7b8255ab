package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The acknowledgements of a message (HL7 v2.5, sections 2.9 and 2.14.1), also of one that cannot be
 * read. Never throws. The table of MSA-1 codes is in the README.
 */
final class Acknowledgement {

    private final Mode mode;
    private final Stamp stamp;
    private final AtomicLong ids;

    Acknowledgement(Mode mode, Clock clock) {
        this.mode = mode;
        this.stamp = new Stamp(clock);
        this.ids = new AtomicLong(System.currentTimeMillis() * 1000);
    }

    /** The accept acknowledgment (2.9.3.1); empty: the message asks for the original mode. */
    Optional<Reply> accept(byte[] request, Receipt receipt) {
        var header = header(request);
        var asked = Asked.of(header, mode);
        if (!asked.enhanced()) {
            return Optional.empty();
        }
        var code =
                receipt.kept() ? "CA" : receipt.refused() ? "C" + refusal(receipt).charAt(1) : "CE";
        return Optional.of(
                asked.accept().met(code)
                        ? write(
                                request,
                                header,
                                receipt,
                                code,
                                receipt.kept() ? "" : words(receipt))
                        : Reply.silence());
    }

    /** The acknowledgement of the original mode, or the application acknowledgment (2.9.3.2). */
    Reply to(byte[] request, Receipt receipt) {
        var header = header(request);
        var asked = Asked.of(header, mode);
        var code = code(receipt);
        if (!asked.enhanced()) {
            return write(request, header, receipt, code, words(receipt));
        }
        code = "A" + code.charAt(1);
        boolean toldAlready = receipt.kept() && !receipt.finished() && asked.accept().met("CA");
        return asked.application().met(code) && !toldAlready
                ? write(request, header, receipt, code, words(receipt))
                : Reply.silence();
    }

    /** Whether a peer's answer with this MSA-1 is wanted as the result of the request. */
    boolean wants(@Nullable Header request, String code) {
        var asked = Asked.of(request, mode);
        return !asked.enhanced() || asked.application().met(code);
    }

    private Reply write(
            byte[] request, @Nullable Header header, Receipt receipt, String code, String words) {
        boolean enhanced = Asked.of(header, mode).enhanced();
        var id = receipt.id().orElseGet(() -> Long.toString(ids.incrementAndGet(), 36));
        var version = version(header);
        var ack = new AckWriter(header == null ? Delimiters.STANDARD : header.delimiters());
        boolean second = enhanced && code.charAt(0) == 'A';
        header(ack, request, header, version, second ? id + "A" : id, enhanced);
        ack.text("MSA").next().text(code).next();
        if (header != null) {
            ack.raw(request, header.field(10));
        }
        if (!words.isEmpty()) {
            ack.next().value(words);
        }
        ack.end();
        if (code.charAt(1) != 'A' && atLeast(version, 2, 5, 0)) {
            errors(ack, receipt, words);
        }
        return Reply.answer(Message.of(ack.bytes()));
    }

    static @Nullable Header header(byte[] request) {
        try {
            return Header.read(request);
        } catch (ProblemException unreadable) {
            return null;
        }
    }

    private void header(
            AckWriter ack,
            byte[] request,
            @Nullable Header header,
            String version,
            String id,
            boolean enhanced) {
        ack.text("MSH");
        if (header == null) {
            ack.text("|^~\\&|||||").text(stamp.now()).text("||ACK|").value(id);
            ack.text("|P|").text(version).end();
            return;
        }
        ack.raw(request, header.field(1)).raw(request, header.field(2));
        ack.next().raw(request, header.field(5)).next().raw(request, header.field(6));
        ack.next().raw(request, header.field(3)).next().raw(request, header.field(4));
        ack.next().text(stamp.now()).next().next();
        type(ack, request, header, version);
        ack.next().value(id).next();
        if (header.raw(header.field(11)).isEmpty()) {
            ack.text("P");
        } else {
            ack.raw(request, header.field(11));
        }
        ack.next();
        if (header.raw(header.field(12)).isEmpty()) {
            ack.text(version);
        } else {
            ack.raw(request, header.field(12));
        }
        tail(ack, request, header.field(18), enhanced);
        ack.end();
    }

    /** MSH-15 and MSH-16: nobody acknowledges an acknowledgment; MSH-18: as the request. */
    private static void tail(AckWriter ack, byte[] request, long charset, boolean enhanced) {
        boolean named = charset != Spans.NONE && Spans.length(charset) > 0;
        if (enhanced) {
            ack.next().next().next().text("NE").next().text("NE");
        } else if (named) {
            ack.next().next().next().next();
        }
        if (named) {
            ack.next().next().raw(request, charset);
        }
    }

    /** ACK alone in 2.1, with the event from 2.2, with the structure from 2.3.1. */
    private static void type(AckWriter ack, byte[] request, Header header, String version) {
        ack.text("ACK");
        long event = header.component(9, 2);
        if (event != Spans.NONE && Spans.length(event) > 0 && atLeast(version, 2, 2, 0)) {
            ack.component().raw(request, event);
            if (atLeast(version, 2, 3, 1)) {
                ack.component().text("ACK");
            }
        }
    }

    private static String version(@Nullable Header header) {
        var version = header == null ? "" : header.raw(header.component(12, 1)).strip();
        return version.isEmpty() || version.equals("\"\"") ? "2.5" : version;
    }

    /** What is no version counts as a new one. */
    private static boolean atLeast(String version, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            int part = 2 * i < version.length() ? version.charAt(2 * i) - '0' : 0;
            if (part != wanted[i]) {
                return part > wanted[i] || part < 0;
            }
        }
        return true;
    }

    /** MSA-1 of the original mode. */
    private static String code(Receipt receipt) {
        if (receipt.kept()) {
            return receipt.finished() && receipt.problems().isEmpty() ? "AA" : "AE";
        }
        return receipt.refused() ? refusal(receipt) : "AR";
    }

    private static String refusal(Receipt receipt) {
        if (receipt.problems().isEmpty()) {
            return "AR";
        }
        var problem = receipt.problems().get(0);
        return switch (problem.code()) {
            case "AE", "CE", "CR", "AR" -> problem.code();
            case "value", "unknown-code" -> "AE";
            case "missing" -> problem.path().orElse("").startsWith("MSH") ? "AR" : "AE";
            default -> "AR";
        };
    }

    private static String words(Receipt receipt) {
        var why = receipt.problems().isEmpty() ? "" : receipt.problems().get(0).words();
        if (receipt.kept()) {
            var unknown = "accepted, result unknown yet";
            return receipt.finished() ? why : why.isEmpty() ? unknown : unknown + ": " + why;
        }
        if (!why.isEmpty()) {
            return why;
        }
        return receipt.refused() ? "refused" : "not kept; send it again later";
    }

    private static void errors(AckWriter ack, Receipt receipt, String words) {
        var problems = receipt.problems();
        if (problems.isEmpty()) {
            ack.error(null, receipt.kept() ? "W" : "E", words);
        }
        for (var problem : problems) {
            ack.error(problem, receipt.kept() ? "W" : "E", problem.words());
        }
    }

    /** When one kind of acknowledgement is sent (HL7 v2.5, table 0155). */
    private enum When {
        AL,
        NE,
        ER,
        SU;

        /** Absent beside a given one, or no code of the table: never. */
        static When of(String written) {
            return switch (written) {
                case "AL" -> AL;
                case "ER" -> ER;
                case "SU" -> SU;
                default -> NE;
            };
        }

        /** It is sent with this code of table 0008. */
        boolean met(String code) {
            boolean yes = code.length() == 2 && code.charAt(1) == 'A';
            return switch (this) {
                case AL -> true;
                case NE -> false;
                case ER -> !yes;
                case SU -> yes;
            };
        }
    }

    /** What the sender wants to hear. */
    private record Asked(boolean enhanced, When accept, When application) {

        static Asked of(@Nullable Header header, Mode mode) {
            var accept = asked(header, 15);
            var application = asked(header, 16);
            boolean enhanced = mode == Mode.ENHANCED && !(accept + application).isEmpty();
            return new Asked(enhanced, When.of(accept), When.of(application));
        }

        private static String asked(@Nullable Header header, int field) {
            var text = header == null ? "" : header.raw(header.field(field)).strip();
            return text.equals("\"\"") ? "" : text;
        }
    }
}
