/** Objects of a bucket: S3, spoken by ourselves on the kernel's lines. */
@NullMarked
package dev.pons.plugin.file.s3;

import org.jspecify.annotations.NullMarked;
