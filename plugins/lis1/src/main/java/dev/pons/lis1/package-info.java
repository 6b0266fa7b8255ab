/**
 * The link of laboratory analyzers, CLSI LIS01-A2 (before: ASTM E1381): {@link Lis1} are the
 * options, {@link Link} is one line. Knows no socket, thread or clock; plugins carry a copy of it.
 */
@NullMarked
package dev.pons.lis1;

import org.jspecify.annotations.NullMarked;
