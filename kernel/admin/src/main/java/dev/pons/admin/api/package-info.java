/** The API: one table of operations, from which routing, authorisation and description come. */
@NullMarked
package dev.pons.admin.api;

import org.jspecify.annotations.NullMarked;
