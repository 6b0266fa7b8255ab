/** HL7 version 2. */
@NullMarked
package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.NullMarked;
