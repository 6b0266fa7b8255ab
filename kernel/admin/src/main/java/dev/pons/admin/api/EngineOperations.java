package dev.pons.admin.api;

import static dev.pons.admin.door.Permission.CHANGE;
import static dev.pons.admin.door.Permission.CONTENT;
import static dev.pons.admin.door.Permission.OPERATE;
import static dev.pons.admin.door.Permission.SEE;

import dev.pons.core.control.AlertsView;
import dev.pons.core.control.CertificateView;
import dev.pons.core.control.EngineView;
import dev.pons.core.control.Finding;
import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.control.PluginView;
import dev.pons.core.control.ScheduleView;
import dev.pons.core.control.StoreView;
import dev.pons.core.control.TableRow;
import dev.pons.core.control.TableView;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The engine as a whole, and what its channels share. */
record EngineOperations(Services on) {

    private static final int ROWS = 100;
    private static final int MOST_ROWS = 1000;

    /** Rows of a code table. */
    record Rows(List<List<String>> rows) {}

    /** Bytes that came back. */
    record Freed(long bytes) {}

    List<Operation> table() {
        return Stream.of(state(), sums(), shared(), tables()).flatMap(List::stream).toList();
    }

    private List<Operation> state() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /engine",
                        "getEngine",
                        "Version, state, and how far search is behind",
                        Shape.one(EngineView.class),
                        call -> Reply.json(on.control().engine())),
                new Operation(
                        SEE,
                        "GET /alerts",
                        "listAlerts",
                        "What needs somebody, and who is told",
                        Shape.one(AlertsView.class),
                        call -> Reply.json(on.control().alerts())),
                new Operation(
                        OPERATE,
                        "POST /alerts/targets/{target}/test",
                        "testAlert",
                        "Sends a test notice to a target of etc/alerts.yaml",
                        Shape.NOTHING,
                        this::testAlert));
    }

    private List<Operation> sums() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /store",
                        "getStore",
                        "What the data folder takes on disk",
                        Shape.one(StoreView.class),
                        call -> Reply.json(on.control().storage().usage())),
                new Operation(
                        OPERATE,
                        "POST /store/tidy",
                        "tidyStore",
                        "Compacts and deletes now what retention lets go",
                        Shape.one(Freed.class),
                        call -> Reply.json(new Freed(on.control().storage().tidy()))),
                new Operation(
                        SEE,
                        "GET /ledger",
                        "listLedger",
                        "What came in and what became of it, by channel",
                        Shape.many(LedgerView.class),
                        call -> Reply.json(on.control().ledger())),
                new Operation(
                        SEE,
                        "GET /ledger/{day}",
                        "getLedgerDay",
                        "The sums of one day",
                        Shape.one(LedgerDayView.class),
                        call -> Reply.json(on.control().ledger(day(call)))));
    }

    private List<Operation> shared() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /schedules",
                        "listSchedules",
                        "Channels that run by a schedule, with their next runs",
                        Shape.many(ScheduleView.class),
                        call -> Reply.json(on.control().schedules().all())),
                new Operation(
                        SEE,
                        "GET /plugins",
                        "listPlugins",
                        "Plugins, what they offer and who uses it",
                        Shape.many(PluginView.class),
                        call -> Reply.json(on.plugins().plugins())),
                new Operation(
                        SEE,
                        "GET /plugins/doctor",
                        "findPluginFaults",
                        "What is wrong with plugins, channels and tables as files",
                        Shape.many(Finding.class),
                        call -> Reply.json(on.plugins().doctor())),
                new Operation(
                        SEE,
                        "GET /certificates",
                        "listCertificates",
                        "Certificates of the site, and when they end",
                        Shape.many(CertificateView.class),
                        call -> Reply.json(on.certificates().certificates())));
    }

    private List<Operation> tables() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /tables",
                        "listTables",
                        "Tables that channels look into",
                        Shape.many(TableView.class),
                        call -> Reply.json(on.tables().tables())),
                new Operation(
                                SEE,
                                "GET /tables/{table}/rows",
                                "listTableRows",
                                "The first rows of a code table",
                                Shape.one(Rows.class),
                                this::rows)
                        .query("limit", "At most so many, 100 if not said"),
                new Operation(
                                CONTENT,
                                "GET /tables/{table}/find",
                                "findTableRow",
                                "What stands under a key",
                                Shape.many(TableRow.class),
                                call ->
                                        Reply.json(
                                                on.tables()
                                                        .find(
                                                                call.path("table"),
                                                                call.text("key"))))
                        .query("key", "The key"),
                new Operation(
                                CHANGE,
                                "POST /tables/{table}/forget",
                                "forgetTableRow",
                                "Takes away what channels remember under a key",
                                Shape.NOTHING,
                                this::forget)
                        .query("key", "The key")
                        .withReason());
    }

    private Reply testAlert(Call call) {
        on.control().testAlert(call.path("target"), call.who());
        return Reply.done();
    }

    private static LocalDate day(Call call) throws ApiException {
        try {
            return LocalDate.parse(call.path("day"));
        } catch (DateTimeException e) {
            throw new ApiException(400, "a day is written as 2026-11-30");
        }
    }

    private Reply rows(Call call) throws ApiException {
        int most = call.number("limit", ROWS, MOST_ROWS);
        return Reply.json(new Rows(on.tables().rows(call.path("table"), most)));
    }

    private Reply forget(Call call) throws ApiException {
        on.tables().forget(call.path("table"), call.text("key"), call.who(), call.why());
        return Reply.done();
    }
}
