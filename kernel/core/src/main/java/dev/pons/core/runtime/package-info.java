/** The OSGi side: services of plugins, the channels and plugins folders, the plugin doctor. */
@NullMarked
package dev.pons.core.runtime;

import org.jspecify.annotations.NullMarked;
