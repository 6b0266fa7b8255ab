/**
 * Mail, out and in: {@link MailSender} sends over SMTP, {@link MailPoller} looks into a mail box
 * over IMAP or POP3. The library that speaks these protocols gets its lines from a {@link Line}, so
 * that all sockets are the kernel's.
 */
@NullMarked
package dev.pons.plugin.mail;

import org.jspecify.annotations.NullMarked;
