/**
 * Tells people: alerts that begin and end, kept over restarts, and the ways to those who are told.
 * Knows nothing of channels; the engine says what it sees.
 */
@NullMarked
package dev.pons.core.engine.alert;

import org.jspecify.annotations.NullMarked;
