/**
 * The step {@code script}: JavaScript on a message, compiled once, in a sandbox that ends with its
 * time or its memory.
 */
@NullMarked
package dev.pons.plugin.script;

import org.jspecify.annotations.NullMarked;
