/**
 * ASC X12: interchanges with their groups and transaction sets, read in place and changed without
 * loss, and the acknowledgments 999, 997 and TA1.
 */
@NullMarked
package dev.pons.plugin.x12;

import org.jspecify.annotations.NullMarked;
