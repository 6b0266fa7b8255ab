package dev.pons.plugin.mail;

/** How a line to a mail server is made secret. */
enum Encryption {
    /** Begins in the clear and must go on in TLS before anything is said (RFC 3207, RFC 2595). */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    TLS,
    /** Not at all. */
    NONE
}
