package dev.pons.admin.api;

/**
 * A field of the query.
 *
 * @param about it, in a line
 */
record Parameter(String name, String about) {}
