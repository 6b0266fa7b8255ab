package dev.pons.spi.format;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a new message is to be; made by the kernel for {@link Format#fresh}. Immutable.
 *
 * @param as its type, as the format writes it ({@code MDM^T02}, the name of a root element); empty:
 *     not said
 * @param version of the standard; empty: the format's usual one
 * @param id its control id, unique
 * @param now its time
 * @param zone of its time
 */
public record Fresh(String as, String version, String id, Instant now, ZoneId zone) {}
