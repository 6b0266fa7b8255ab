package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Payload;
import dev.pons.spi.config.Secret;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Signatures of the examples that AWS publishes with the specification of Signature Version 4. */
class SignerTest {

    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Signer S3 = new Signer("AKIAIOSFODNN7EXAMPLE", SECRET, "us-east-1", "s3");
    private static final String NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static String signed(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> more,
            String hash) {
        var headers = new TreeMap<>(more);
        headers.put("host", "examplebucket.s3.amazonaws.com");
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put("x-amz-content-sha256", hash);
        return S3.authorization(method, path, new TreeMap<>(query), headers, hash);
    }

    /** "get-vanilla" of the test suite of Signature Version 4. */
    @Test
    void getVanilla() {
        var signer =
                new Signer(
                        "AKIDEXAMPLE",
                        Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                        "us-east-1",
                        "service");
        var headers =
                new TreeMap<>(
                        Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"));
        assertThat(signer.authorization("GET", "/", new TreeMap<>(), headers, NOTHING))
                .isEqualTo(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + "SignedHeaders=host;x-amz-date,Signature="
                                + "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void getObject() {
        assertThat(signed("GET", "/test.txt", Map.of(), Map.of("range", "bytes=0-9"), NOTHING))
                .isEqualTo(
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature="
                                + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void putObject() throws Exception {
        var body = "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8);
        var hash = Digests.of(Payload.of(body)).sha256();
        assertThat(hash)
                .isEqualTo("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
        var headers =
                Map.of(
                        "date", "Fri, 24 May 2013 00:00:00 GMT",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY");
        assertThat(signed("PUT", "/" + Encoding.path("test$file.text"), Map.of(), headers, hash))
                .endsWith(
                        "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void aQueryWithoutValue() {
        assertThat(signed("GET", "/", Map.of("lifecycle", ""), Map.of(), NOTHING))
                .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void listObjects() {
        assertThat(signed("GET", "/", Map.of("max-keys", "2", "prefix", "J"), Map.of(), NOTHING))
                .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    /** "UriEncode": all but letters, digits and four signs, in bytes of UTF-8. */
    @Test
    void whatIsNoLetterIsEncoded() {
        assertThat(Encoding.path("in/a b+c%ü~.hl7")).isEqualTo("in/a%20b%2Bc%25%C3%BC~.hl7");
        assertThat(Encoding.query(new TreeMap<>(Map.of("prefix", "in/", "a", "="))))
                .isEqualTo("a=%3D&prefix=in%2F");
    }
}
