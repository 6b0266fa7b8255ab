package dev.pons.core.control;

import java.time.Instant;

/**
 * A certificate of the site.
 *
 * @param name of its file in {@code etc/tls}, without {@code .pem}
 * @param own the engine has its key; else it is an authority that peers are measured by
 * @param subject whose it is; empty: the file cannot be read
 * @param issuer who signed it
 * @param until when it ends; {@code Instant.EPOCH}: not known
 * @param problem in words; empty: none
 */
public record CertificateView(
        String name, boolean own, String subject, String issuer, Instant until, String problem) {}
