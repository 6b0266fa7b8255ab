/** Lets Karaf run on a JDK without a security manager. */
@NullMarked
package dev.pons.jdk25;

import org.jspecify.annotations.NullMarked;
