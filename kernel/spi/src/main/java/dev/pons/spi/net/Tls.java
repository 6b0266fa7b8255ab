package dev.pons.spi.net;

import org.osgi.annotation.versioning.ProviderType;

/**
 * TLS to a peer, as an option: whom to trust, and which certificate to show. The kernel binds and
 * documents it; a plugin only passes it on. A {@link Peer} has its own: this is for protocols that
 * take their peer from an address, or agree upon TLS on a line that is open.
 */
@ProviderType
public interface Tls {}
