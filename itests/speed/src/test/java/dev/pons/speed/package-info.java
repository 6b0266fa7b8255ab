/** What one core does with messages: formats, steps and scripts, beside HAPI. */
@NullMarked
package dev.pons.speed;

import org.jspecify.annotations.NullMarked;
