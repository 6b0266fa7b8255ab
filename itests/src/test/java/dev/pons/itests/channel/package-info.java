/**
 * Channel files against the real formats and connectors, in this process: the language over HL7,
 * the examples, and what README and guide show.
 */
package dev.pons.itests.channel;
