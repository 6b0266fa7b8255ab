package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Words that must not stand in code, where, and what to write instead. */
final class WordRules {

    /** One ban; {@code where} picks the sources that it holds for. */
    record Ban(String rule, Pattern words, Predicate<Source> where, String remedy) {}

    private static final Predicate<Source> ALL = source -> true;
    private static final Predicate<Source> QUIET =
            source ->
                    source.main()
                            && (source.in("dev.pons.core")
                                    || source.in("dev.pons.plugin")
                                    || source.in("dev.pons.spi"));

    /**
     * The command line is a process of its own: rules about the engine's lines do not hold there.
     */
    private static final Predicate<Source> ENGINE =
            source -> source.main() && !source.in("dev.pons.cli") && !source.in("dev.pons.tck");

    static final List<Ban> BANS =
            List.of(
                    ban(
                            "no-sleep",
                            "\\bThread\\s*\\.\\s*sleep\\s*\\(",
                            ALL,
                            "wait for the condition: a latch, a queue's poll, Awaitility"),
                    ban(
                            "no-console",
                            "\\bSystem\\s*\\.\\s*(out|err)\\b|\\.printStackTrace\\s*\\(",
                            QUIET,
                            "log an operator's event with SLF4J, or return the fault as a value"),
                    ban(
                            "one-fence",
                            "\\bcatch\\s*\\(\\s*(final\\s+)?Throwable\\b",
                            source -> source.main() && !source.in("dev.pons.core.engine"),
                            "catch what you can handle; calls into plugins go through the engine's"
                                    + " fence"),
                    ban(
                            "no-empty-catch",
                            "\\bcatch\\s*\\([^()]*\\)\\s*\\{\\s*\\}",
                            ALL,
                            "handle it, return it, or log why nothing is to be done"),
                    ban(
                            "sockets",
                            "\\bnew\\s+(ServerSocket|DatagramSocket|MulticastSocket)\\s*\\("
                                    + "|\\b(Asynchronous)?ServerSocketChannel\\s*\\.\\s*open\\s*\\("
                                    + "|\\bDatagramChannel\\s*\\.\\s*open\\s*\\("
                                    + "|\\bcreateServerSocket\\s*\\(",
                            ENGINE.and(s -> !s.in("dev.pons.core.net") && !s.in("dev.pons.shell")),
                            "claim a Listen in the options, and let dev.pons.core.net open it"),
                    ban(
                            "threads",
                            "\\bnew\\s+(Thread|Timer|ForkJoinPool|ThreadPoolExecutor"
                                    + "|ScheduledThreadPoolExecutor)\\s*\\("
                                    + "|\\bExecutors\\s*\\.\\s*new|\\bThread\\s*\\.\\s*(of|start)[VP]"
                                    + "|\\b(supply|run)Async\\s*\\(|\\bcommonPool\\s*\\("
                                    + "|\\.parallel(Stream)?\\s*\\(",
                            ENGINE.and(WordRules::makesNoThreads),
                            "the kernel owns threads: let engine, net, store, runtime or shell call"
                                    + " you"));

    private WordRules() {}

    static List<Breach> check(Source source) {
        var breaches = new ArrayList<Breach>();
        for (var ban : BANS) {
            if (ban.where().test(source)) {
                for (var hit : source.find(ban.words())) {
                    var what = hit.words().replaceAll("\\s+", " ");
                    breaches.add(source.breach(hit.line(), ban.rule(), what, ban.remedy()));
                }
            }
        }
        return breaches;
    }

    private static boolean makesNoThreads(Source source) {
        return List.of("core.engine", "core.net", "core.store", "core.runtime", "shell").stream()
                .noneMatch(owner -> source.in("dev.pons." + owner));
    }

    private static Ban ban(String rule, String words, Predicate<Source> where, String remedy) {
        return new Ban(rule, Pattern.compile(words), where, remedy);
    }
}
