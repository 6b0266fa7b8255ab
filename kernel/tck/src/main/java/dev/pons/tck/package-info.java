/**
 * What every plugin must do, as tests: extend the class of your kind, say how to make one and how
 * to act as its peer, and run them with JUnit. They run on the real engine, without a platform.
 */
@NullMarked
package dev.pons.tck;

import org.jspecify.annotations.NullMarked;
