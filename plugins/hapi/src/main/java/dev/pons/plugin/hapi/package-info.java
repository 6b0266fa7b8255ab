/**
 * The step {@code conformance}: HL7 v2 messages against HAPI's typed model of their version, or
 * against a conformance profile (HL7 v2.5, section 2.12). HAPI reads; what is asked of a message,
 * and all words, are ours.
 */
@NullMarked
package dev.pons.plugin.hapi;

import org.jspecify.annotations.NullMarked;
