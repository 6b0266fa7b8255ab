/** Who comes in, and what they may do there: users, roles, passwords, tokens. No HTTP. */
@NullMarked
package dev.pons.admin.door;

import org.jspecify.annotations.NullMarked;
