package dev.pons.admin.api;

import dev.pons.admin.audit.Audit;
import dev.pons.admin.door.Doors;
import dev.pons.core.control.Certificates;
import dev.pons.core.control.Control;
import dev.pons.core.control.Plugins;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.Trials;

/** What operations stand on: the engine, and the doors and the audit of its administration. */
public record Services(
        Control control,
        Trials trials,
        TableControl tables,
        Plugins plugins,
        Certificates certificates,
        Doors doors,
        Audit audit) {}
