/**
 * ASTM E1394 (CLSI LIS2-A2): the records that laboratory analyzers exchange, read in place and
 * changed without loss.
 */
@NullMarked
package dev.pons.plugin.astm;

import org.jspecify.annotations.NullMarked;
