package dev.pons.core.control;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The sums of what came on one day, and what became of it until now.
 *
 * @param day in the zone of the ledger
 * @param zone of the ledger
 * @param oldest the first day that sums are kept of
 * @param channels that something came to on that day, by name
 */
public record LedgerDayView(
        LocalDate day, ZoneId zone, LocalDate oldest, List<LedgerView> channels) {}
