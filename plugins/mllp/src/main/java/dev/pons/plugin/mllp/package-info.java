/**
 * HL7 messages over MLLP, in and out: {@link MllpListener} answers, {@link MllpSender} asks, both
 * speak through {@link FrameReader} and {@link FrameWriter}.
 */
@NullMarked
package dev.pons.plugin.mllp;

import org.jspecify.annotations.NullMarked;
