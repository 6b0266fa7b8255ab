/**
 * TLS for the lines of the kernel: certificates and keys of the site, and what a handshake says.
 */
@NullMarked
package dev.pons.core.net.tls;

import org.jspecify.annotations.NullMarked;
