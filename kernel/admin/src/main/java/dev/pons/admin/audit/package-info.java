/**
 * Who saw or changed what, when and why: a file that only grows, each line bound to the one before.
 */
@NullMarked
package dev.pons.admin.audit;

import org.jspecify.annotations.NullMarked;
