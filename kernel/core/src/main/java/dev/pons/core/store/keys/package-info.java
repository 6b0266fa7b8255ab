/** Encryption at rest: a master key that is given, and a key for each file that it wraps. */
@NullMarked
package dev.pons.core.store.keys;

import org.jspecify.annotations.NullMarked;
