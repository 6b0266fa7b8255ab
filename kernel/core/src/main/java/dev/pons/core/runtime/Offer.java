package dev.pons.core.runtime;

import dev.pons.core.engine.Types;
import dev.pons.spi.Type;

import org.osgi.framework.Version;

/**
 * A type that a plugin offers.
 *
 * @param name of it in channel files
 * @param type itself
 * @param bundle id of the plugin's bundle
 * @param version of the plugin's bundle
 * @param service id of the service, for two of one bundle
 */
record Offer(Types.TypeName name, Type<?, ?> type, long bundle, Version version, long service) {

    /** {@code source mllp}. */
    String words() {
        return name.kind().word() + " " + name.name();
    }
}
