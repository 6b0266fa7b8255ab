/**
 * What is on disk: the journal that is the truth, its recovery, and the index behind it. Nothing
 * here knows channels; entries are written, followed and found.
 */
@NullMarked
package dev.pons.core.store;

import org.jspecify.annotations.NullMarked;
