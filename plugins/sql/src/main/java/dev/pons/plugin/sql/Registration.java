package dev.pons.plugin.sql;

import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Takes drivers out of {@link DriverManager}, where each puts itself when it is loaded, and would
 * hold its class loader for ever. It only gives drivers to classes of their own loader, so this
 * class is defined once more in each {@link DriverJars}. It uses the JDK alone.
 */
public final class Registration {

    private Registration() {}

    /** Those of the loader that this class is defined in; how many there were. */
    public static int remove() throws SQLException {
        int count = 0;
        var mine = Registration.class.getClassLoader();
        for (var driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == mine) {
                DriverManager.deregisterDriver(driver);
                count++;
            }
        }
        return count;
    }
}
