package dev.pons.spi.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the text of a {@link Template} goes, so that values in it are escaped for that place:
 * {@code text} (nothing is escaped; the default), {@code file} (one file name), {@code url}, {@code
 * json}, {@code xml}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Place {

    /** The place; an unknown one fails the plugin at install. */
    String value();
}
