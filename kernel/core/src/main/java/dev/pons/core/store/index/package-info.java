/**
 * The search index behind the journal: SQLite files, one per day and retention, one row for each
 * message, values in sorted runs beside them. One thread follows the journal and writes, another
 * syncs, searches have connections of their own. It can be deleted at any stop of the engine.
 */
@NullMarked
package dev.pons.core.store.index;

import org.jspecify.annotations.NullMarked;
