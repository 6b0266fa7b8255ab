/**
 * Lets Karaf run on a JDK without a security manager (24 and newer). Exported because the woven
 * classes call {@link dev.pons.jdk25.Subjects}; nobody else imports it.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.jdk25;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
