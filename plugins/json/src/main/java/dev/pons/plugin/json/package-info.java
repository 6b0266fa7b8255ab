/** JSON (RFC 8259), also as FHIR resources: read strictly, changed in place. */
@NullMarked
package dev.pons.plugin.json;

import org.jspecify.annotations.NullMarked;
