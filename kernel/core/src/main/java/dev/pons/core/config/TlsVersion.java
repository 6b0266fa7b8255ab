package dev.pons.core.config;

/** The oldest version of TLS that is spoken; older ones than 1.2 are broken (RFC 8996). */
public enum TlsVersion {
    /** TLS 1.2 or 1.3. */
    TLS_1_2,
    /** TLS 1.3 only. */
    TLS_1_3
}
