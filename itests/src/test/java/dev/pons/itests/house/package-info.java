/** The rules of the house, checked on sources and built bundles; each says its remedy. */
package dev.pons.itests.house;
