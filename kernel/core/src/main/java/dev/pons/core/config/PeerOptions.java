package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Peer;

import java.time.Duration;
import java.util.Optional;

/** Whom to dial; {@code connect: "lab.example:2576"} stands for host and port. */
@Doc("A peer to dial")
public record PeerOptions(
        @Doc("Name or address") String host,
        @Doc("TCP port") @Range(min = 1, max = 65535) int port,
        @Doc("Longest time to connect") @Default("10s") Duration patience,
        @Doc("TLS; without, the line is open") Optional<PeerTls> tls)
        implements Peer {}
