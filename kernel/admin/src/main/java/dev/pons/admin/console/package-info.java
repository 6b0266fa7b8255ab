/** Console commands for users, tokens and audit. */
@NullMarked
package dev.pons.admin.console;

import org.jspecify.annotations.NullMarked;
