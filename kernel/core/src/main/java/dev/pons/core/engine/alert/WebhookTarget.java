package dev.pons.core.engine.alert;

import dev.pons.core.config.AlertsFile.Webhook;
import dev.pons.spi.config.Secret;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;

/**
 * Posts notices as JSON. With a secret, {@value #SIGNATURE} carries {@code sha256=} and the
 * HMAC-SHA256 of the body in hex. Any answer from 200 to 299 means that they were taken; redirects
 * are not followed.
 */
final class WebhookTarget implements Target {

    /** The header that carries the signature. */
    static final String SIGNATURE = "Pons-Signature";

    private final Webhook options;
    private final NoticeText text;
    private final HttpClient client;

    /** The executor runs the client's callbacks. */
    WebhookTarget(Webhook options, NoticeText text, Executor executor) {
        this.options = options;
        this.text = text;
        this.client =
                HttpClient.newBuilder()
                        .executor(executor)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(options.timeout())
                        .build();
    }

    @Override
    public String way() {
        var uri = URI.create(options.url());
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "webhook " + uri.getScheme() + "://" + uri.getHost() + port;
    }

    @Override
    public void tell(List<Notice> notices) throws NotToldException, InterruptedException {
        var body = text.json(notices).getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(URI.create(options.url()))
                        .timeout(options.timeout())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Pons")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        options.secret().ifPresent(s -> request.header(SIGNATURE, "sha256=" + hmac(s, body)));
        var answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            int status =
                    answer.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status < 200 || status > 299) {
                throw new NotToldException("it answered with HTTP status " + status);
            }
        } catch (ExecutionException e) {
            throw new NotToldException(words(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new NotToldException(late(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private String words(@Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return "it cannot be reached (refused, or its name is not known)";
        }
        if (cause instanceof HttpTimeoutException) {
            return late();
        }
        return cause instanceof SSLException
                ? "its certificate is not trusted, is for another name, or it speaks no TLS"
                : "the line broke";
    }

    private String late() {
        return "it did not answer within " + options.timeout().toSeconds() + " s";
    }

    /** As hex. */
    static String hmac(Secret secret, byte[] body) {
        var chars = secret.reveal();
        var key = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        var bytes = bytes(key);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        } finally {
            Arrays.fill(chars, ' ');
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(key.array(), (byte) 0);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
