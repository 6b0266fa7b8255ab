/** FTP, in the clear or in TLS, by Apache Commons Net on the kernel's lines. */
@NullMarked
package dev.pons.plugin.file.ftp;

import org.jspecify.annotations.NullMarked;
