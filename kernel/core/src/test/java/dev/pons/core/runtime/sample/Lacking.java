package dev.pons.core.runtime.sample;

/** Needs what is left out of the jar. */
public final class Lacking extends Absent {}
