package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/**
 * The tables that channels look into: code tables of files, and what channels remember. Published
 * as a service; any thread. {@link ControlException} says in words why something could not be done.
 */
@ProviderType
public interface TableControl {

    /** All tables, by name; a file and what is remembered may have the same. */
    List<TableView> tables();

    /**
     * The first rows of a code table's file, by their keys, the key first. Keys of what is
     * remembered are CONTENT and not told.
     */
    List<List<String>> rows(String table, int most);

    /** CONTENT: what stands under a key, in a file and in what is remembered. */
    List<TableRow> find(String table, String key);

    /**
     * A person takes away what is remembered under a key; in the journal with who and why, before
     * it is done. {@code why} must say something.
     */
    void forget(String table, String key, String who, String why);
}
