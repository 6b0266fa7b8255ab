/**
 * Listening ports and connections: the kernel owns them, plugins speak on them. Limits, hand-over
 * between two versions of a plugin, dead peers.
 */
@NullMarked
package dev.pons.core.net;

import org.jspecify.annotations.NullMarked;
