/** Folders with real files, and a real framework with bundles made on the fly. */
package dev.pons.core.runtime;
