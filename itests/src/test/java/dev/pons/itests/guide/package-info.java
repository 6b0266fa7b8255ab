/** The code that the guide shows. */
package dev.pons.itests.guide;
