package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.StoreException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/**
 * What a server's no means ("Error responses", in the API reference of Amazon S3), with the remedy
 * and without the server's text.
 *
 * @param server for words
 */
record Refusals(String server, Site site) {

    private static final Set<String> ELSEWHERE =
            Set.of(
                    "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException");

    private static final Set<String> SLOWER =
            Set.of("SlowDown", "ServiceUnavailable", "RequestLimitExceeded", "TooManyRequests");

    /** It did what it was asked, or this says why not. */
    void check(Reply reply) throws IOException {
        if (!reply.isGood()) {
            throw of(reply);
        }
    }

    private IOException of(Reply reply) {
        var code = reply.code();
        var status = reply.status();
        if (status == 301 || status == 307 || ELSEWHERE.contains(code)) {
            return elsewhere(reply.region());
        }
        return switch (code) {
            case "NoSuchBucket" ->
                    new StoreException(
                            "%s: there is no such bucket; correct the address".formatted(server));
            case "SignatureDoesNotMatch" ->
                    new StoreException(
                            "%s does not take our signature: check server.password (the secret of the access key)"
                                    .formatted(server));
            case "InvalidAccessKeyId" ->
                    new StoreException(
                            "%s does not know the access key: check server.user".formatted(server));
            case "RequestTimeTooSkewed" ->
                    new StoreException(
                            "the clock of %s and ours are more than 15 minutes apart: set the clock of this machine"
                                    .formatted(server));
            default -> byStatus(status, code);
        };
    }

    private IOException byStatus(int status, String code) {
        if (status == 404) {
            return new NoSuchFileException("");
        }
        if (status == 403) {
            return new AccessDeniedException("");
        }
        if (status == 503 || status == 429 || SLOWER.contains(code)) {
            return new BrokenException(
                    "%s wants to be asked less often (%d): it is asked again later"
                            .formatted(server, status));
        }
        var named = code.isEmpty() ? "" + status : status + " " + code;
        if (status / 100 == 5) {
            return new BrokenException(
                    "%s has trouble of its own (%s): it is asked again later"
                            .formatted(server, named));
        }
        return new StoreException(
                "%s refuses what it was asked (%s): ask its administrator"
                        .formatted(server, named));
    }

    private IOException elsewhere(String region) {
        if (region.isEmpty() || region.equals(site.region())) {
            return new StoreException(
                    "%s is in another region, or at another address: correct server.region or server.endpoint"
                            .formatted(server));
        }
        return new StoreException(
                "%s is in another region: write region: %s in server".formatted(server, region));
    }
}
