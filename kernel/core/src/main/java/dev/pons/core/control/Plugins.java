package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** The plugins as an operator sees them. Published as a service; any thread. */
@ProviderType
public interface Plugins {

    /** All plugins and what they offer, by name. */
    List<PluginView> plugins();

    /**
     * What is wrong with plugins and with the files in the plugins folder, one line each, with a
     * remedy.
     */
    List<Finding> doctor();

    /** Where the jars in the plugins folder come from, and whether they may run; by file. */
    List<PluginTrust> trust();

    /**
     * Puts the jar that was there before back into the plugins folder; it is swapped in as any jar.
     * {@link ControlException}: there is none.
     *
     * @param name symbolic name, or file
     * @param who ordered it
     * @return what was done, in a line
     */
    String rollback(String name, String who);
}
