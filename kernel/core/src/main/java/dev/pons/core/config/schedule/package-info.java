/**
 * When something runs: every so often, at times of the day, or by a cron expression, in a time zone
 * and within hours and days. Pure: times go in, times come out, and no clock is asked.
 */
@NullMarked
package dev.pons.core.config.schedule;

import org.jspecify.annotations.NullMarked;
