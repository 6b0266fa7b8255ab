/** HL7 messages over MLLP, in and out. */
@NullMarked
package dev.pons.plugin.mllp;

import org.jspecify.annotations.NullMarked;
