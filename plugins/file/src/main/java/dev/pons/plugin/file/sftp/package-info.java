/** SFTP, by Apache MINA SSHD. */
@NullMarked
package dev.pons.plugin.file.sftp;

import org.jspecify.annotations.NullMarked;
