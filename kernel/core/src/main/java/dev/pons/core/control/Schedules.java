package dev.pons.core.control;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** When channels run that look by themselves: the clock, files, databases. Any thread. */
@ProviderType
public interface Schedules {

    /** All channels that run by a schedule, by name, each with its next run. */
    List<ScheduleView> all();

    /**
     * One of them with its next runs; {@link ControlException}: there is none, or it does not run
     * by a schedule.
     */
    ScheduleView of(String channel, int runs);

    /**
     * Runs it now, once, beside its schedule; who ordered it stands in the record. Returns when it
     * is ordered; {@link ControlException}: it runs already, or cannot now.
     */
    void run(String channel, String who);
}
