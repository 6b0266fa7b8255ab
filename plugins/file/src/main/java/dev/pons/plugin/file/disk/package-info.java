/** Files on a disk of this machine, or on one that is mounted. */
@NullMarked
package dev.pons.plugin.file.disk;

import org.jspecify.annotations.NullMarked;
