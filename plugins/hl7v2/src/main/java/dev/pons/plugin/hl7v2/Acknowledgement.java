package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The acknowledgement of a message (HL7 v2.5, sections 2.9 and 2.14.1), also of one that cannot be
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

    Reply to(byte[] request, Receipt receipt) {
        var header = header(request);
        var asked = Asked.of(header);
        var code = code(receipt, mode, asked);
        if (mode == Mode.ENHANCED && asked.enhanced() && !asked.wants(code)) {
            return Reply.silence();
        }
        var id = receipt.id().orElseGet(() -> Long.toString(ids.incrementAndGet(), 36));
        var version = version(header);
        var ack = new AckWriter(header == null ? Delimiters.STANDARD : header.delimiters());
        header(ack, request, header, version, id);
        ack.text("MSA").next().text(code).next();
        if (header != null) {
            ack.raw(request, header.field(10));
        }
        var words = words(receipt);
        if (!words.isEmpty()) {
            ack.next().value(words);
        }
        ack.end();
        if (!code.equals("AA") && !code.equals("CA") && atLeast(version, 2, 5, 0)) {
            errors(ack, receipt, words);
        }
        return Reply.answer(Message.of(ack.bytes()));
    }

    private static @Nullable Header header(byte[] request) {
        try {
            return Header.read(request);
        } catch (ProblemException unreadable) {
            return null;
        }
    }

    private void header(
            AckWriter ack, byte[] request, @Nullable Header header, String version, String id) {
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
        long charset = header.field(18);
        if (charset != Spans.NONE && Spans.length(charset) > 0) {
            ack.next().next().next().next().next().next().raw(request, charset);
        }
        ack.end();
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

    private static String code(Receipt receipt, Mode mode, Asked asked) {
        boolean commit = mode == Mode.ENHANCED && asked.acceptAsked();
        if (receipt.kept()) {
            if (receipt.finished()) {
                return commit ? "CA" : "AA";
            }
            return asked.acceptAsked() ? "CA" : "AE";
        }
        var code = receipt.refused() ? refusal(receipt) : "AR";
        return commit ? "C" + code.substring(1) : code;
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
        if (receipt.kept()) {
            return receipt.finished() ? "" : "accepted, result unknown yet";
        }
        if (!receipt.problems().isEmpty()) {
            return receipt.problems().get(0).words();
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

    /** MSH-15 and MSH-16: what the sender wants to hear (HL7 v2.5, table 0155). */
    private record Asked(String accept, String application) {

        static Asked of(@Nullable Header header) {
            return header == null
                    ? new Asked("", "")
                    : new Asked(
                            header.raw(header.field(15)).strip(),
                            header.raw(header.field(16)).strip());
        }

        boolean enhanced() {
            return !accept.isEmpty() || !application.isEmpty();
        }

        boolean acceptAsked() {
            return accept.equals("AL") || accept.equals("SU") || accept.equals("ER");
        }

        boolean wants(String code) {
            var rule = acceptAsked() ? accept : application;
            boolean yes = code.charAt(1) == 'A';
            return switch (rule) {
                case "AL" -> true;
                case "SU" -> yes;
                case "ER" -> !yes;
                default -> false;
            };
        }
    }
}
