/** The archive as a user gets it: unpacked, started, fed, stopped; nothing of it is linked in. */
package dev.pons.itests.archive;
