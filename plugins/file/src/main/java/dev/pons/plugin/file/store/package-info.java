/** Where files are, as poller and writer see it: one interface for the disk and for servers. */
@NullMarked
package dev.pons.plugin.file.store;

import org.jspecify.annotations.NullMarked;
