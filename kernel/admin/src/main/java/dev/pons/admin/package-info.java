/**
 * The administration of an engine for programs and pages: it puts doors, audit and API together.
 */
@NullMarked
package dev.pons.admin;

import org.jspecify.annotations.NullMarked;
