package dev.pons.plugin.hl7v2;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Reply;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A peer's answer on its way to the sender of the request. MSA-2 repeats the MSH-10 of what the
 * peer got; where steps changed that, it becomes the MSH-10 of the request (HL7 v2.5, 2.16.8.2).
 * Every other byte stays.
 */
final class Relay {

    private final Acknowledgement acknowledgement;

    Relay(Acknowledgement acknowledgement) {
        this.acknowledgement = acknowledgement;
    }

    /** Silence, if the sender does not want to hear such an answer (MSH-16). */
    Reply of(byte[] request, Message response, byte[] bytes) {
        var asked = Acknowledgement.header(request);
        var answer = Acknowledgement.header(bytes);
        int at = answer == null ? -1 : Verdict.msa(bytes, answer);
        if (answer == null || at < 0) {
            return Reply.answer(response);
        }
        byte separator = answer.delimiters().field();
        var line = Spans.of(at, Spans.line(bytes, at));
        if (!acknowledgement.wants(
                asked, answer.raw(Spans.part(bytes, line, separator, 2)).strip())) {
            return Reply.silence();
        }
        var told = Spans.part(bytes, line, separator, 3);
        var id = asked == null ? null : id(request, asked, answer);
        return id == null || told == Spans.NONE || Arrays.equals(cut(bytes, told), id)
                ? Reply.answer(response)
                : Reply.answer(response.withBody(Payload.of(with(bytes, told, id))));
    }

    /** MSH-10 of the request as the answer's delimiters write it; null: they cannot. */
    private static byte @Nullable [] id(byte[] request, Header asked, Header answer) {
        var raw = cut(request, asked.field(10));
        if (asked.delimiters().equals(answer.delimiters())) {
            return raw;
        }
        try {
            var latin = Encoding.named("ISO-8859-1");
            var text = Escapes.unescape(asked.raw(asked.field(10)), asked.delimiters(), latin);
            return Escapes.escape(text, answer.delimiters()).getBytes(StandardCharsets.ISO_8859_1);
        } catch (ProblemException cannot) {
            return null;
        }
    }

    private static byte[] cut(byte[] bytes, long span) {
        return span == Spans.NONE
                ? new byte[0]
                : Arrays.copyOfRange(bytes, Spans.from(span), Spans.to(span));
    }

    private static byte[] with(byte[] bytes, long span, byte[] text) {
        var out = new byte[bytes.length - Spans.length(span) + text.length];
        System.arraycopy(bytes, 0, out, 0, Spans.from(span));
        System.arraycopy(text, 0, out, Spans.from(span), text.length);
        System.arraycopy(
                bytes,
                Spans.to(span),
                out,
                Spans.from(span) + text.length,
                bytes.length - Spans.to(span));
        return out;
    }
}
