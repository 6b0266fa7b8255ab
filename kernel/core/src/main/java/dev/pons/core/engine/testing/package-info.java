/**
 * Tests of channels, written beside them ({@code NAME.test.yaml}): each runs on a real engine of
 * its own, with a source that submits what the test gives and peers that answer as it says.
 */
@NullMarked
package dev.pons.core.engine.testing;

import org.jspecify.annotations.NullMarked;
