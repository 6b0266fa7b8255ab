package dev.pons.core.runtime.sample;

/** Is left out of the jar. */
public class Absent {}
