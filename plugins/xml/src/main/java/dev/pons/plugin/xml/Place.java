package dev.pons.plugin.xml;

/** A handle on a node. No implementation shows content in {@code toString}. */
sealed interface Place permits Item, Attribute {}
