package dev.pons.admin.door;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a user is here. A token may have less than its user, never more. */
public enum Role {
    /** Looks. */
    VIEWER(Permission.SEE),
    /** Is on call: puts right what stands still. Sees content with a reason. */
    OPERATOR(Permission.SEE, Permission.OPERATE, Permission.CONTENT_WITH_REASON),
    /** Builds channels, which cannot be done without content. */
    ENGINEER(
            Permission.SEE,
            Permission.OPERATE,
            Permission.CONTENT_WITH_REASON,
            Permission.CONTENT,
            Permission.CHANGE),
    /** All. */
    ADMIN(Permission.values());

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        var all = EnumSet.noneOf(Permission.class);
        Collections.addAll(all, permissions);
        this.permissions = Collections.unmodifiableSet(all);
    }

    /** Whether who has this role may do it. */
    public boolean may(Permission what) {
        return permissions.contains(what);
    }

    /** The one of both that may less. */
    public Role atMost(Role other) {
        return compareTo(other) < 0 ? this : other;
    }
}
