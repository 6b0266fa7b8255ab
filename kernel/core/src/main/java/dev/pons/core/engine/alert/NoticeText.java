package dev.pons.core.engine.alert;

import dev.pons.core.config.JsonText;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Notices in words for people and in JSON for programs. No content, only our own words.
 *
 * @param instance which engine this is
 */
record NoticeText(String instance, Clock clock) {

    /** One line, plain ASCII: for the subject of a mail. */
    String subject(List<Notice> notices) {
        var first = notices.get(0).headline();
        var text =
                "[pons "
                        + instance
                        + "] "
                        + (notices.size() == 1
                                ? first
                                : notices.size() + " notices, the first: " + first);
        return text.replaceAll("[^\\x20-\\x7e]+", " ");
    }

    /** Some lines for each. */
    String plain(List<Notice> notices) {
        return notices.stream()
                        .map(this::plain)
                        .collect(Collectors.joining("\n\n", "", "\n\n-- \nPons at " + instance))
                + "\n";
    }

    private String plain(Notice notice) {
        var sign = notice.alert().sign();
        var text = new StringBuilder(notice.headline());
        text.append("\n  began  ").append(time(notice.alert().since()));
        if (notice.ends()) {
            text.append("\n  ended  ").append(time(notice.since()));
        } else {
            if (!sign.why().isEmpty()) {
                text.append("\n  why    ").append(sign.why());
            }
            text.append("\n  type   ").append(sign.type());
        }
        return text.toString();
    }

    private String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(clock.getZone()));
    }

    /** One document for all. */
    String json(List<Notice> notices) {
        return JsonText.of(
                JsonText.map(
                        "engine",
                        instance,
                        "sent",
                        time(clock.instant()),
                        "notices",
                        notices.stream().map(this::map).toList()));
    }

    private Map<String, Object> map(Notice notice) {
        var alert = notice.alert();
        var sign = alert.sign();
        return JsonText.map(
                "id", alert.number(),
                "state", notice.ends() ? "ended" : "began",
                "kind", sign.of().kind(),
                "channel", sign.of().channel(),
                "destination", sign.of().destination(),
                "since", time(alert.since()),
                "until", notice.ends() ? time(notice.since()) : "",
                "seconds", notice.ends() ? alert.length(notice.since()).toSeconds() : 0,
                "what", sign.what(),
                "why", sign.why(),
                "type", sign.type());
    }
}
