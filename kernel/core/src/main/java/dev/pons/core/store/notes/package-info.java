/**
 * What channels remember, in one SQLite file behind the journal. Unlike the index it outlives the
 * entries that it was made of, so it is part of a backup.
 */
@NullMarked
package dev.pons.core.store.notes;

import org.jspecify.annotations.NullMarked;
