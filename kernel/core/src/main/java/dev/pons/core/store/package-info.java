/**
 * What is on disk: the journal that is the truth, its recovery, and what is compacted out of it.
 * Behind it stand the search index ({@code index}) and the keys ({@code keys}). Nothing here knows
 * channels; entries are written, followed and found.
 */
@NullMarked
package dev.pons.core.store;

import org.jspecify.annotations.NullMarked;
