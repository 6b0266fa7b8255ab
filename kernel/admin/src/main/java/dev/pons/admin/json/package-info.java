/** JSON of closed records: what is not in the record is refused, and no type is named in it. */
@NullMarked
package dev.pons.admin.json;

import org.jspecify.annotations.NullMarked;
