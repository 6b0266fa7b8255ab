/**
 * Messages in a stream of bytes: {@link Framing} are the options, {@link Decoder} cuts what comes,
 * {@link Encoder} frames what goes. Knows no socket; plugins carry a copy of it.
 */
@NullMarked
package dev.pons.framing;

import org.jspecify.annotations.NullMarked;
