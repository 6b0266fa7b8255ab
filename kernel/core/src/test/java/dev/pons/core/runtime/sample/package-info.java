/** What the bundles of these tests are made of; loaded by the framework from their jars only. */
package dev.pons.core.runtime.sample;
