/** Messages over HTTP/1.1 (RFC 9110, RFC 9112), in and out. */
@NullMarked
package dev.pons.plugin.http;

import org.jspecify.annotations.NullMarked;
