/** HTTP ports that channels share, with routes, on Jetty (RFC 9110, RFC 9112). */
@NullMarked
package dev.pons.http;

import org.jspecify.annotations.NullMarked;
