/**
 * Text of a channel file to records: YAML with line and column, options bound to a plugin's record,
 * all problems at once, and the schema and reference page that come from the same record.
 */
@NullMarked
package dev.pons.core.config;

import org.jspecify.annotations.NullMarked;
