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
}
