/**
 * Messages over plain TCP, in any framing, and over UDP: {@link Listening} and {@link Calling} take
 * them, {@link Asking} and {@link Crowd} bring them; {@link Hearing} and {@link Telling} are those
 * of UDP.
 */
@NullMarked
package dev.pons.plugin.tcp;

import org.jspecify.annotations.NullMarked;
