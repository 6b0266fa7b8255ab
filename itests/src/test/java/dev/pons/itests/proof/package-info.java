/**
 * What the archive must show at night: nothing lost, nothing silent, and room for a thousand
 * channels.
 */
package dev.pons.itests.proof;
