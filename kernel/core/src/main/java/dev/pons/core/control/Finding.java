package dev.pons.core.control;

/**
 * Something that is wrong.
 *
 * @param what file or bundle
 * @param problem in one line
 * @param remedy what to do
 */
public record Finding(String what, String problem, String remedy) {}
