package dev.pons.core.control;

import java.util.List;

/**
 * What needs somebody, and who is told.
 *
 * @param alerts active ones first, each part newest first
 * @param targets by name
 * @param problems of {@code etc/alerts.yaml}, and names of targets that are not in it; empty: none
 */
public record AlertsView(
        List<AlertView> alerts, List<AlertTargetView> targets, List<String> problems) {}
