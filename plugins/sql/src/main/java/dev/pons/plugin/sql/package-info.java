/** Rows of a database, in and out. */
@NullMarked
package dev.pons.plugin.sql;

import org.jspecify.annotations.NullMarked;
