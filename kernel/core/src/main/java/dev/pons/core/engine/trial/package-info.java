/**
 * Comparing what two versions of a channel make of one message, by the places of its format; knows
 * nothing of channels.
 */
@NullMarked
package dev.pons.core.engine.trial;

import org.jspecify.annotations.NullMarked;
