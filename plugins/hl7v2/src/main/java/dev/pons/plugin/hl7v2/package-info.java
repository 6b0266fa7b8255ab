/**
 * HL7 version 2: a lazy view that is edited in place, the replies of the standard, and what a
 * peer's reply means.
 */
@NullMarked
package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.NullMarked;
