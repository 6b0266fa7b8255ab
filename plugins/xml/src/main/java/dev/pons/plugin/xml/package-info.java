/** XML 1.0 with namespaces: a lossless tree with XPath-like paths, and transformations by XSLT. */
@NullMarked
package dev.pons.plugin.xml;

import org.jspecify.annotations.NullMarked;
