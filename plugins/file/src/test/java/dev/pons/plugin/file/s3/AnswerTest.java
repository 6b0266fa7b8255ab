package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Answers of HTTP/1.1 (RFC 9112), and what stands in them. */
class AnswerTest {

    private static Answer answer(String text) throws IOException {
        var bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return Answer.read(new ByteArrayInputStream(bytes), "GET");
    }

    private static String body(String text) throws IOException {
        return answer(text).reply(1000).text();
    }

    @Test
    void aBodyEndsWhereItsLengthOrItsChunksOrItsLineEnd() throws IOException {
        assertThat(body("HTTP/1.1 200 OK\nContent-Length: 3\n\nabcdef")).isEqualTo("abc");
        assertThat(
                        body(
                                "HTTP/1.1 100 Continue\n\nHTTP/1.1 200\nTransfer-Encoding: chunked\n\n"
                                        + "3;x=y\nabc\n2\nde\n0\nX-Trailer: z\n\nnext"))
                .isEqualTo("abcde");
        assertThat(body("HTTP/1.1 200 OK\nConnection: close\n\nabc")).isEqualTo("abc");
        assertThat(body("HTTP/1.1 204 No Content\n\nnext")).isEmpty();
    }

    @Test
    void aLineGoesOnOnlyBehindABodyThatWasRead() throws IOException {
        var answer = answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\nnext");
        assertThat(answer.body().readNBytes(3)).hasSize(3);
        assertThat(answer.body().isRead()).isFalse();
        assertThat(answer.body().read()).isEqualTo(-1);
        assertThat(answer.body().isRead()).isTrue();
        var toTheEnd = answer("HTTP/1.1 200 OK\n\nabc");
        assertThat(toTheEnd.reply(10).text()).isEqualTo("abc");
        assertThat(toTheEnd.body().isRead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\nContent-Length: 3\n\nab",
                "HTTP/1.1 200 OK\nContent-Length: -3\n\nabc",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nab",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabcd\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-3\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nffffffffffffffff\nabc",
                "SSH-2.0-OpenSSH\n",
                "HTTP/1.1 200 OK\nContent-",
            })
    void whatIsCutOrNoAnswerIsNone(String text) {
        assertThatThrownBy(() -> body(text)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsLargerThanAnAnswerCanBeIsNotKept() {
        assertThatThrownBy(
                        () -> body("HTTP/1.1 200 OK\nContent-Length: 1001\n\n" + "a".repeat(1001)))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> body("HTTP/1.1 200 OK\nA: " + "a".repeat(70_000) + "\n\n"))
                .hasMessageContaining("too long");
    }

    private static Xml.Page page(String inside) throws IOException {
        return Xml.page(
                "<?xml version='1.0'?><ListBucketResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>%s</ListBucketResult>"
                        .formatted(inside));
    }

    @Test
    void aPageHasObjectsAndHowItGoesOn() throws IOException {
        var page =
                page(
                        """
                        <Name>bucket</Name><IsTruncated>true</IsTruncated>
                        <Contents><Key>in/a+b%2Bc.hl7</Key><Size>12</Size>
                          <Owner><ID>x</ID></Owner><ETag>&quot;e&quot;</ETag>
                          <LastModified>2026-05-01T10:00:00.000Z</LastModified></Contents>
                        <EncodingType>url</EncodingType>
                        <NextContinuationToken>a&amp;b==</NextContinuationToken>
                        """);
        var time = Instant.parse("2026-05-01T10:00:00Z");
        assertThat(page.objects()).containsExactly(new Xml.Listed("in/a b+c.hl7", 12, time));
        assertThat(page.next()).isEqualTo("a&b==");
        assertThat(page("<Contents><Key>a+b</Key></Contents>").objects().get(0).key())
                .as("a server that does not encode")
                .isEqualTo("a+b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Proxy</body></html>",
                "<ListBucketResult><Contents>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><Contents><Size>x</Size></Contents></ListBucketResult>",
                "<!DOCTYPE ListBucketResult><ListBucketResult/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>",
            })
    void whatIsNoListIsNone(String text) {
        assertThatThrownBy(() -> Xml.page(text)).isInstanceOf(IOException.class);
    }

    @Test
    void aCodeIsAWordOrNothing() throws IOException {
        var head = "HTTP/1.1 400 Bad Request\nConnection: close\n\n";
        assertThat(answer(head + "<Error><Code>SlowDown</Code></Error>").reply(999).code())
                .isEqualTo("SlowDown");
        assertThat(answer(head + "<Error><Code>Mrs Doe</Code></Error>").reply(999).code())
                .isEmpty();
        assertThat(answer(head + "<html>").reply(999).code()).isEmpty();
    }
}
